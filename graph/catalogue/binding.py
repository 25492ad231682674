"""From what people write to bound values: keys, labels and aliases to things, texts to dates and numbers."""

from collections.abc import Mapping, Sequence
from datetime import date

from graph.catalogue.definition import Asked, Parameter
from graph.names import Names, is_printable, normalise
from graph.store import Bound, Term
from ontology.errors import InvalidParameter, InvalidValue, UnknownName
from ontology.nearest import nearest
from ontology.schema import schema
from ontology.values.period import Period

LONGEST = 300

Given = Mapping[str, Sequence[str]]


def bind_parameters(question: Asked, given: Given, names: Names) -> dict[str, tuple[Bound, ...]]:
    """Bind the parameters of a question; empty texts count as absent, and a default stands for what is absent.

    Raises InvalidParameter with every reason at once, or UnknownName for a single required thing that is not there.
    """
    errors: dict[str, str] = {}
    values: dict[str, tuple[Bound, ...]] = {}
    for name in given:
        if name not in question.parameters:
            errors[name] = "is not a parameter of this question"
    for name, parameter in question.parameters.items():
        texts = [text for text in given.get(name, ()) if text != ""]
        if not texts and parameter.default is not None:
            texts = [parameter.default]
        try:
            values[name] = _bind(parameter, texts, names)
        except UnknownName as error:
            if parameter.required and not errors:
                raise
            errors[name] = str(error)
        except InvalidValue as error:
            errors[name] = str(error)
    if errors:
        raise InvalidParameter(errors, list(question.parameters))
    return values


def _bind(parameter: Parameter, texts: Sequence[str], names: Names) -> tuple[Bound, ...]:
    if parameter.required and not texts:
        raise InvalidValue(parameter.name, "", f"{parameter.accepts}; it is required")
    if len(texts) > 1 and not parameter.many:
        raise InvalidValue(parameter.name, ", ".join(texts)[:LONGEST], "one value, not several")
    return tuple(dict.fromkeys(_value(parameter, text, names) for text in texts))


def _value(parameter: Parameter, text: str, names: Names) -> Bound:
    if len(text) > LONGEST or not is_printable(text):
        raise InvalidValue(parameter.name, text[:50], f"at most {LONGEST} printable characters")
    if parameter.words:
        if text not in parameter.words:
            raise InvalidValue(parameter.name, text, parameter.accepts)
        return text
    if parameter.cls:
        return names.resolve(text, parameter.cls)
    return _plain(parameter, text)


def _plain(parameter: Parameter, text: str) -> Bound:
    if parameter.type == "date":
        return _date(text)
    if parameter.type == "integer":
        return _integer(parameter, text)
    return _property(text) if parameter.type == "Property" else text


def _integer(parameter: Parameter, text: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 18):
        raise InvalidValue(parameter.name, text, parameter.accepts)
    number = int(text)
    too_small = parameter.least is not None and number < parameter.least
    if too_small or (parameter.most is not None and number > parameter.most):
        raise InvalidValue(parameter.name, text, parameter.accepts)
    return number


def _property(text: str) -> Term:
    known, wanted = schema().properties, normalise(text)
    found = [name for name, p in known.items() if wanted in {normalise(n) for n in (name, p.label.zh, p.label.en)}]
    if not found:
        raise UnknownName("property", text, nearest(text, known))
    if len(found) > 1:
        raise InvalidValue("property", text, f"one of {', '.join(found)}, which all have this name")
    return Term(found[0])


def _date(text: str) -> date:
    """A date; a month or a year means its last day, when all that was published in it is known."""
    end = Period.parse(text).end
    if end is None or "/" in text:
        raise InvalidValue("date", text, "a date such as 2021-12-31, 2021-12 or 2021")
    return end
