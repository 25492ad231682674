"""The page about Cypher says what is."""

from graph.cypher.formats import FORMATS
from graph.settings import Settings
from tests.docs.examples import ROOT

PAGE = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")


def test_the_page_has_every_limit_with_its_default() -> None:
    limits = {name: field for name, field in Settings.model_fields.items() if name.startswith("cypher_")}
    missing = [
        name
        for name, field in limits.items()
        if not name.endswith(("user", "password")) and f"| `TIDU_{name.upper()}` | `{field.default}` |" not in PAGE
    ]
    assert missing == []


def test_the_page_has_every_format_with_its_media_type() -> None:
    assert [form for form, kind in FORMATS.items() if f"| `{form}` | `{kind}` |" not in PAGE] == []
