"""One JSON Schema (2020-12) a class: its things as JSON in terms of the context."""

from collections.abc import Iterator

from ontology.generate.context import is_mixed
from ontology.generate.shapes import Rule, Shapes
from ontology.generate.values import LANGUAGES, Json, Values, identifier
from ontology.identifiers import TIDU
from ontology.schema import ClassDef, PropertyDef, Schema, Text

ADDRESS = "https://w3id.org/tidu/schemas/"


def json_schema(cls: ClassDef, ontology: Schema, shapes: Shapes) -> Json:
    """The schema of things of ``cls``: names, and every property that the class may have.

    A property takes one value or a list of values, where the shapes do not say "one". Those that neither a table nor a
    claim gives, because the build works them out, are read-only.
    """
    rules = shapes.rules(cls, ontology)
    described = _Described(cls, ontology, Values(ontology, shapes))
    properties = {**described.heads(), **described.foreign(rules), **described.ours(rules)}
    needed = {rule.name for rule in rules.values() if rule.least and rule.name in properties}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{ADDRESS}{cls.segment}-{cls.name}.schema.json",
        **_words(cls.label, cls.definition),
        "type": "object",
        "properties": properties,
        "required": ["id", "type", *sorted(needed)],
        "patternProperties": {"^@|^[a-z][a-z0-9-]*:": {}},
        "additionalProperties": False,
    }


class _Described:
    """The properties of one class."""

    def __init__(self, cls: ClassDef, ontology: Schema, values: Values) -> None:
        self.cls = cls
        self.ontology = ontology
        self.values = values
        self.entity = ontology.is_a(cls.name, "Entity")

    def heads(self) -> Json:
        """Identifier and class; for entities their names, for records the label that a build may give them."""
        name = {"const": self.cls.name}
        several = {"type": "array", "items": {"type": "string"}, "contains": name}
        return {
            "id": identifier([self.cls.segment or ""]),
            "type": {"anyOf": [name, several]},
            "label": LANGUAGES | ({"required": ["zh", "en"]} if self.entity else {}),
        }

    def foreign(self, rules: dict[str, Rule]) -> Json:
        """Properties of other vocabularies that the class's shapes name."""
        found = [rule for rule in rules.values() if not rule.ours and rule.name != "label"]
        return {r.name: _counted(self.values.of(r, None, mixed=False), r) for r in sorted(found, key=lambda r: r.name)}

    def ours(self, rules: dict[str, Rule]) -> Json:
        """Our own properties by name."""
        return {prop.name: self._property(prop, rules.get(TIDU + prop.name)) for prop in self._properties(rules)}

    def _properties(self, rules: dict[str, Rule]) -> Iterator[PropertyDef]:
        for name, prop in sorted(self.ontology.properties.items()):
            rule = rules.get(TIDU + name)
            if self._in_domain(prop) and (rule is None or rule.most != 0):
                yield prop

    def _in_domain(self, prop: PropertyDef) -> bool:
        """Only entities are the things that claims may say anything of."""
        return any(self.entity if d == "Thing" else self.ontology.is_a(self.cls.name, d) for d in prop.domains)

    def _property(self, prop: PropertyDef, rule: Rule | None) -> Json:
        value = self.values.of(rule, prop, mixed=is_mixed(prop, self.ontology))
        computed = self.entity and not prop.statable and not self._tabled(prop)
        return _words(prop.label, prop.definition) | _counted(value, rule) | ({"readOnly": True} if computed else {})

    def _tabled(self, prop: PropertyDef) -> bool:
        owners = prop.column_of or prop.domains
        return bool(prop.columns) and any(self.ontology.is_a(self.cls.name, owner) for owner in owners)


def _counted(value: Json, rule: Rule | None) -> Json:
    """One value, or one value or a list of them; texts in two languages are one object anyway."""
    if (rule and rule.most == 1) or "additionalProperties" in value or not value:
        return value
    least = {"minItems": rule.least} if rule and rule.least > 1 else {}
    several = {"type": "array", "items": value, "uniqueItems": True} | least
    return several if least else {"anyOf": [value, several]}


def _words(label: Text, definition: Text) -> Json:
    return {"title": f"{label.zh} · {label.en}", "description": f"{definition.zh}\n{definition.en}"}
