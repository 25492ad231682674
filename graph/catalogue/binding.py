"""From what people write to bound values: keys, labels and aliases to things, texts to dates and numbers."""

from collections.abc import Mapping, Sequence
from datetime import date

from graph.catalogue.definition import Asked, Parameter
from graph.catalogue.patterns import is_date, is_integer
from graph.names import Names, is_printable, normalise
from graph.store import Bound, Term
from ontology.errors import AmbiguousName, InvalidParameter, InvalidValue, UnknownName
from ontology.nearest import nearest
from ontology.schema import ClassDef, PropertyDef, schema
from ontology.values.period import Period

LONGEST = 300

Given = Mapping[str, Sequence[str]]


def bind_parameters(question: Asked, given: Given, names: Names) -> dict[str, tuple[Bound, ...]]:
    """Bind the parameters of a question; empty texts count as absent, and a default stands for what is absent.

    Raises InvalidParameter with every reason at once; where names are all that is wrong, UnknownName for those that
    nothing has, else AmbiguousName.
    """
    errors = {name: "is not a parameter of this question" for name in given if name not in question.parameters}
    wrong_names: dict[str, UnknownName | AmbiguousName] = {}
    values: dict[str, tuple[Bound, ...]] = {}
    for name, parameter in question.parameters.items():
        texts = [text for text in given.get(name, ()) if text != ""]
        if not texts and parameter.default is not None:
            texts = [parameter.default]
        if parameter.required and not texts:
            errors[name] = f"is missing; it takes {parameter.accepts}"
            continue
        try:
            values[name] = _bind(parameter, texts, names)
        except (UnknownName, AmbiguousName) as error:
            wrong_names[name] = error
        except InvalidValue as error:
            errors[name] = str(error)
    if errors or wrong_names:
        raise _refused(errors, wrong_names, list(question.parameters))
    return values


def _refused(
    errors: Mapping[str, str], wrong_names: Mapping[str, UnknownName | AmbiguousName], accepted: list[str]
) -> InvalidParameter | UnknownName | AmbiguousName:
    """The one error that says all that is wrong."""
    reasons = {name: str(error) for name, error in wrong_names.items()}
    if errors:
        return InvalidParameter({**errors, **reasons}, accepted)
    first = min(wrong_names.values(), key=lambda error: isinstance(error, AmbiguousName))
    first.errors = reasons
    return first


def _bind(parameter: Parameter, texts: Sequence[str], names: Names) -> tuple[Bound, ...]:
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
    terms: Mapping[str, Mapping[str, PropertyDef | ClassDef]]
    terms = {"Property": schema().properties, "Class": schema().classes}
    known = terms.get(str(parameter.type))
    return text if known is None else _term(text, str(parameter.type).lower(), known)


def _integer(parameter: Parameter, text: str) -> int:
    if not is_integer(text):
        raise InvalidValue(parameter.name, text, parameter.accepts)
    number = int(text)
    too_small = parameter.least is not None and number < parameter.least
    if too_small or (parameter.most is not None and number > parameter.most):
        raise InvalidValue(parameter.name, text, parameter.accepts)
    return number


def _term(text: str, kind: str, known: Mapping[str, PropertyDef | ClassDef]) -> Term:
    """A property or class of the ontology, by its name or one of its labels."""
    wanted = normalise(text)
    found = [name for name, t in known.items() if wanted in {normalise(n) for n in (name, t.label.zh, t.label.en)}]
    if not found:
        raise UnknownName(kind, text, nearest(text, known))
    if len(found) > 1:
        raise AmbiguousName(kind, text, found)
    return Term(found[0])


def _date(text: str) -> date:
    """A date; a month or a year means its last day, when all that was published in it is known."""
    end = Period.parse(text).end if is_date(text) else None  # of periods only some are dates
    if end is None:
        raise InvalidValue("date", text, "a date such as 2021-12-31, 2021-12, 2021-Q4 or 2021")
    return end
