"""The style of Neo4j Browser (``:style``): a colour, a size and a caption for each class, a caption for each property.

Browser gives a node everything that rules of its labels say, later rules over earlier ones; so classes come after those
above them. A label without a rule would get a colour of Browser's own, laid over all other rules, when somebody looks
at it in the legend; so every label has one. Comments are not part of the language.
"""

from collections.abc import Iterator, Mapping
from colorsys import hls_to_rgb

from ontology.cypher_names import relationship_type
from ontology.generate.shapes import Shapes
from ontology.schema import ClassDef, PropertyDef, Schema

Style = Mapping[str, str]

EVERY = "Tidu"  # the label that all nodes have
BESIDE = ("OntologyClass", "OntologyProperty", "TiduBuild", "TiduWithdrawn")  # nodes that are no things of a class

# By the file that a class stands in: its hue in degrees, the strength of the colour, and the lightness of its first and
# last shade. What people look for is bright; what it rests on is pale.
FAMILIES = {
    "regions": (212, 0.62, 0.80, 0.42),
    "policies": (14, 0.62, 0.80, 0.50),
    "organisations": (150, 0.50, 0.80, 0.45),
    "statistics": (44, 0.62, 0.80, 0.50),
    "concepts": (275, 0.50, 0.84, 0.55),
    "provenance": (200, 0.22, 0.86, 0.74),
    "claims": (70, 0.35, 0.86, 0.74),
    "derived": (335, 0.25, 0.90, 0.84),
}
GREY = "#D5D9DE"
PALE, STRONG = "#C9CED6", "#6E7681"

SIZES = {  # pixels across: what people look for is large, what they come to through it is small
    "Tier": 100,
    "Region": 84,
    "Policy": 84,
    "RegionGroup": 68,
    "Measure": 68,
    "Platform": 68,
    "Observation": 56,
    "Statement": 48,
    "Passage": 44,
    "Support": 28,
}
ORDINARY = 58
OTHERS = {
    "OBJECT": "对象",
    "SUB_CLASS_OF": "上位类",
    "DOMAIN": "主体的类",
    "RANGE": "对象的类",
}  # no properties of ours
WIDTHS = {"inTier": 4}  # of arrows, in pixels
STATED, LINK = 2, 1  # an arrow that claims state, and any other

QUOTED = ("Statement", "Observation", "Passage")  # whose captions are their words, in whichever language
CAPTION = "{caption}"  # the Chinese name with blanks where lines may break: Browser breaks them nowhere else
NAMELESS = ("Unit", "Support", "Conflict")  # their names are signs and codes, the same in every language


def grass(ontology: Schema, shapes: Shapes, language: str) -> str:
    """The style sheet with captions in ``zh`` or ``en``; arrows have their types as captions in English."""
    name = CAPTION if language == "zh" else "{nameEn}"
    rules = {"node": _node(GREY, ORDINARY, "<id>"), f"node.{EVERY}": _node(GREY, ORDINARY, name)}
    rules |= {f"node.{label}": _node(GREY, ORDINARY, _caption(label, name)) for label in BESIDE}
    for cls, colour in _coloured(ontology, shapes):
        rules[f"node.{cls.name}"] = _node(colour, SIZES.get(cls.name, ORDINARY), _caption(cls.name, name))
    rules["relationship"] = _arrow(LINK, PALE, "<type>")
    for kind, caption in OTHERS.items():
        rules[f"relationship.{kind}"] = _arrow(LINK, PALE, caption if language == "zh" else "<type>")
    for prop in sorted(ontology.properties.values(), key=lambda prop: prop.name):
        if prop.relation or set(prop.ranges) & set(ontology.classes):
            rules[f"relationship.{relationship_type(prop.name)}"] = _relation(prop, language)
    return "\n".join(_rule(selector, style) for selector, style in rules.items())


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#RRGGBB``) as WCAG 2 defines it: 1 to 21, text asks for 4.5."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _coloured(ontology: Schema, shapes: Shapes) -> Iterator[tuple[ClassDef, str]]:
    """Classes, those above before those below, each in a shade of its family's hue."""
    members = {family: sorted(c for c, f in shapes.families.items() if f == family) for family in FAMILIES}
    for cls in sorted(ontology.classes.values(), key=lambda cls: (len(cls.ancestors), cls.name)):
        family = shapes.families[cls.name]
        place = members[family].index(cls.name) / max(len(members[family]) - 1, 1)
        yield cls, _shade(*FAMILIES[family], place)


def _shade(hue: int, strength: float, first: float, last: float, place: float) -> str:
    """A shade of a hue, between the first (place 0) and the last (1); the hue swings a little, so that they differ."""
    red, green, blue = hls_to_rgb((hue - 10 + 20 * place) / 360, first + (last - first) * place, strength)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


def _node(colour: str, size: int, caption: str) -> Style:
    return {
        "diameter": f"{size}px",
        "color": colour,
        "border-color": _darker(colour),
        "border-width": "2px",
        "text-color-internal": _readable(colour),
        "font-size": f"{max(9, min(14, size // 6))}px",
        "caption": caption,
    }


def _caption(label: str, name: str) -> str:
    if label in QUOTED:
        return CAPTION
    return "{name}" if label in NAMELESS else "{build}" if label == "TiduBuild" else name


def _relation(prop: PropertyDef, language: str) -> Style:
    width = WIDTHS.get(prop.name, STATED if prop.statable else LINK)
    caption = prop.label.zh if language == "zh" else "<type>"
    return _arrow(width, STRONG if prop.statable else PALE, caption)


def _arrow(width: int, colour: str, caption: str) -> Style:
    return {
        "shaft-width": f"{width}px",
        "color": colour,
        "font-size": "9px",
        "padding": "3px",
        "text-color-external": STRONG if colour == PALE else "#000000",
        "text-color-internal": _readable(colour),
        "caption": caption,
    }


def _rule(selector: str, style: Style) -> str:
    """One rule; captions are quoted, as Browser itself writes them."""
    lines = (f"  {name}: '{value}';" if name == "caption" else f"  {name}: {value};" for name, value in style.items())
    return "\n".join([f"{selector} {{", *lines, "}", ""])


def _readable(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return max("#000000", "#FFFFFF", key=lambda text: contrast(text, colour))


def _darker(colour: str) -> str:
    return "#" + "".join(f"{round(part * 0.75):02X}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (whole / 255 for whole in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
