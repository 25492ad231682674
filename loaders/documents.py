"""Documents: the ``document.yaml`` of each seed folder, and the texts themselves where they are at hand."""

import hashlib
import html
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from graph.facts import Document, Passage
from loaders.entities import matching
from loaders.problems import Problems, Row
from loaders.references import References
from ontology.errors import InvalidValue
from ontology.identifiers import Ref
from ontology.schema import Text
from ontology.values.period import Period

FIELDS = ("stem", "sha256", "language", "title_zh", "title_en", "publication", "published")

TAG = r"<!--.*?-->|</?[A-Za-z!][^>]*>"
_TAG = re.compile(TAG, re.DOTALL)
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")


def read_document(folder: Path, references: References, problems: Problems) -> Document | None:
    """Read ``document.yaml``; None, and problems noted, where it does not say all that a document needs."""
    name = f"{folder.name}/document.yaml"
    try:
        text = (folder / "document.yaml").read_text(encoding="utf-8")
        given = yaml.load(text, Loader=_Loader)  # noqa: S506 # builds nothing but texts, lists and mappings
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        problems.add(name, None, None, f"is not YAML: {str(error).splitlines()[0]}")
        return None
    if not _has_fields(given, name, problems):
        return None
    row = Row(name, 1, given, problems)
    key = row.attempt(None, lambda: _key(folder.name))
    stem, language = row.need("stem", str), row.need("language", str)
    publication = row.need("publication", lambda text: references.resolve(text, "Publication"))
    published = row.need("published", _published)
    title = Text(row.need("title_zh", str) or "", row.need("title_en", str) or "")
    row.need("sha256", lambda text: matching("sha256", text))
    if not (key and stem and language and publication and published):
        return None
    return Document(key, stem, row["sha256"], language, title, publication, published)


class _Loader(yaml.BaseLoader):
    """Builds texts, lists and mappings; refuses a field that stands twice, where YAML would take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 # the signature of PyYAML's
        names = [name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode)]
        if twice := [name for name in names if names.count(name) > 1]:
            raise yaml.YAMLError(f"the field {twice[0]} stands twice")
        return super().construct_mapping(node, deep)


def _key(name: str) -> str:
    """The key of the document in the folder ``name``: what the ids of its claims open with."""
    try:
        return matching("claimId", f"{name}-c1") and Ref.parse(f"document/{name}").key
    except InvalidValue:
        raise InvalidValue("document key (the folder's name)", name, "three digits or more, like 003") from None


def _published(text: str) -> Period:
    """A day, month, quarter or year: a range would not say when the words were known."""
    if "/" in text:
        raise InvalidValue("date", text, "a day, month or year such as 2021-12-31, 2021-12 or 2021")
    return Period.parse(text)


def _has_fields(given: object, name: str, problems: Problems) -> bool:
    """Whether ``document.yaml`` is a mapping of exactly FIELDS to texts; problems are noted."""
    before = len(problems.found)
    if not isinstance(given, dict):
        problems.add(name, None, None, f"is not a mapping of {', '.join(FIELDS)}")
        return False
    for field, value in given.items():
        if field not in FIELDS:
            problems.add(name, None, str(field), f"is not a field; accepted: {', '.join(FIELDS)}")
        elif not isinstance(value, str):
            problems.add(name, None, field, "is not a text")
    for field in FIELDS:
        if field not in given:
            problems.add(name, None, field, "is missing")
    return len(problems.found) == before


def clean(text: str) -> str:
    """The words alone: tags, entities and white space taken out."""
    return _SPACE.sub("", html.unescape(_TAG.sub("", text)))


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a document, for reading spans back."""

    text: str

    def span(self, start: int, end: int) -> str | None:
        """The text between two code point offsets; None if they do not lie in it."""
        return self.text[start:end] if 0 <= start < end <= len(self.text) else None

    def misquoted(self, passage: Passage, *, opening: bool = False) -> tuple[str, str] | None:
        """Column and reason, where the words of the passage's span are not its quote, or do not open with it."""
        words = self.span(passage.start, passage.end)
        if words is None:
            return "start", f"{passage.start}-{passage.end} lies outside the document ({len(self.text)})"
        stands, quote = clean(words), clean(passage.quote)
        if stands.startswith(quote) if opening else stands == quote:
            return None
        return "quote", f"{passage.quote!r} is not at {passage.start}, where {words[:60]!r} stands"

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence (or line, where no mark ends it), white space round it left out."""
        for match in _SENTENCE.finditer(self.text):
            words = match[0].strip()
            if words:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield start, start + len(words)

    def bounds(self, position: int) -> tuple[int, int]:
        """Where the sentence (or line) with the character at ``position`` starts and ends, white space and all."""
        first = 0
        for mark in "\n。！？":
            first = self.text.rfind(mark, first, position) + 1 or first
        match = _SENTENCE.match(self.text, position)
        return first, match.end() if match else position

    def sentence(self, start: int, end: int) -> str:
        """The sentence (or line) round a span, tags taken out."""
        return html.unescape(_TAG.sub("", self.text[self.bounds(start)[0] : self.bounds(end - 1)[1]])).strip()


def read_texts(folder: Path, documents: tuple[Document, ...], problems: Problems) -> dict[str, SourceText]:
    """The text of each document, found in ``folder`` by its sha256. A document that is not there is a problem."""
    if not folder.is_dir():
        problems.add(str(folder), None, None, "is not a folder of documents")
        return {}
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.iterdir()) if path.is_file()}
    texts = {}
    for document in documents:
        place = f"{document.key}/document.yaml"
        path = files.get(document.sha256)
        if path is None:
            reason = f"no file in {folder} has the sha256 of {document.stem} ({document.sha256[:12]}…)"
            problems.add(place, None, "sha256", reason)
            continue
        try:
            texts[document.key] = SourceText(path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError as error:
            problems.add(place, None, "sha256", f"{path.name} is not UTF-8 (byte {error.start})")
    return texts
