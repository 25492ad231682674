"""A small seed folder made by hand: two documents with invented texts, and a claim of each kind that matters."""

import csv
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from loaders import claims, evidence, observations
from loaders.entities import COMMON
from ontology.schema import schema

TEXTS = {
    "900": (
        "某报告\n北京、上海组成双城，均属示范引领地区。\n"
        "北京设立产业基金。北京计划建设园区。上海没有设立基金。\n"
        "两地联合签署双城协议。工业部印发全国行动计划，2020年12月发布。\n"
        "2021年北京平台超12万家，同比下降3%。\n"
    ),
    "901": "某新闻\n北京实施512工程。全国行动计划提出512工程。双城走特色路径。上海平台约3个。\n",
}
PUBLISHED = {"900": "2021-12", "901": "2022-01-05"}

ENTITIES: dict[str, list[dict[str, str]]] = {
    "region": [
        {"key": "cn", "level": "country", "iso3166_2": "CN"},
        {"key": "110000", "label_zh": "北京市", "aliases": "北京", "part_of": "region/cn", "level": "province"},
        {"key": "310000", "label_zh": "上海市", "aliases": "上海", "part_of": "region/cn", "level": "province"},
    ],
    "group": [{"key": "twin", "label_zh": "双城", "complete": "true"}],
    "tier": [{"key": "leading", "label_zh": "示范引领", "scheme": "tier-scheme/tiny", "order": "1"}],
    "tier-scheme": [{"key": "tiny", "valid_from": "2021"}],
    "policy": [{"key": "twin-agreement"}, {"key": "national-plan", "label_zh": "全国行动计划"}],
    "measure": [{"key": "110000-fund"}, {"key": "110000-park"}, {"key": "310000-fund"}],
    "programme": [{"key": "512", "label_zh": "512工程"}],
    "path": [{"key": "special"}],
    "org": [{"key": "ministry", "class": "GovernmentBody", "jurisdiction": "region/cn"}],
    "indicator": [{"key": "platforms", "unit": "家"}],
    "publication": [{"key": "900"}, {"key": "901"}],
}

_STATED = {  # by document: id, quote, and the cells that state something
    "900": [
        ("c1", "北京", {"subject": "group/twin", "property": "hasMember", "object": "region/110000"}),
        ("c2", "上海", {"subject": "group/twin", "property": "hasMember", "object": "region/310000"}),
        ("c3", "示范引领", {"subject": "region/110000", "property": "inTier", "object": "tier/leading"}),
        ("c4", "示范引领", {"subject": "region/310000", "property": "inTier", "object": "tier/leading"}),
        (
            "c5",
            "北京设立产业基金",
            {"subject": "measure/110000-fund", "property": "jurisdiction", "object": "region/110000"},
        ),
        (
            "c6",
            "北京计划建设园区",
            {
                "subject": "measure/110000-park",
                "property": "jurisdiction",
                "object": "region/110000",
                "status": "planned",
            },
        ),
        (
            "c7",
            "上海没有设立基金",
            {
                "subject": "measure/310000-fund",
                "property": "jurisdiction",
                "object": "region/310000",
                "negated": "true",
            },
        ),
        (
            "c8",
            "两地联合签署双城协议",
            {"subject": "policy/twin-agreement", "property": "signatory", "object": "group/twin"},
        ),
        ("c9", "工业部印发", {"subject": "policy/national-plan", "property": "issuedBy", "object": "org/ministry"}),
        ("c10", "2020年12月发布", {"subject": "policy/national-plan", "property": "issuedOn", "value": "2020-12"}),
    ],
    "901": [
        ("c1", "北京实施512工程", {"subject": "region/110000", "property": "implements", "object": "programme/512"}),
        (
            "c2",
            "提出512工程",
            {"subject": "policy/national-plan", "property": "establishes", "object": "programme/512"},
        ),
        ("c3", "双城走特色路径", {"subject": "group/twin", "property": "followsPath", "object": "path/special"}),
    ],
}
_MEASURED = {
    "900": [
        ("o1", "平台超12万家", {"subject": "region/110000", "value": "12", "unit": "万家", "comparator": ">"}),
        ("o2", "同比下降3%", {"subject": "region/110000", "measure": "growth", "value": "-3", "unit": "%"}),
    ],
    "901": [("o1", "约3个", {"subject": "region/310000", "value": "3", "unit": "个", "comparator": "~"})],
}
_SHOWN = {"900": [("900-o2", "subject", "北京平台"), ("900-o1", "date", "2021年")], "901": []}


@dataclass(frozen=True)
class Seeds:
    """A seed folder, the folder of its documents' texts, and small changes to both."""

    folder: Path
    documents: Path

    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.folder / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def write(self, file: str, rows: list[dict[str, str]]) -> None:
        write_rows(self.folder / file, list(rows[0]), rows)

    def edit(self, file: str, key: str, **cells: str) -> None:
        """Change cells of the row whose first cell is ``key``."""
        rows = self.rows(file)
        (found,) = (row for row in rows if next(iter(row.values())) == key)
        found.update(cells)
        self.write(file, rows)

    def add(self, file: str, **cells: str) -> None:
        """Append a row like the first one, but for ``cells``."""
        rows = self.rows(file)
        self.write(file, [*rows, {**rows[0], **cells}])

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_bytes().decode("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new).encode())

    def copy(self, to: Path) -> "Seeds":
        return Seeds(
            Path(shutil.copytree(self.folder, to / "seeds")), Path(shutil.copytree(self.documents, to / "documents"))
        )


def write_rows(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make(folder: Path) -> Seeds:
    """Write the seed folder and the documents below ``folder``."""
    seeds = Seeds(folder / "seeds", folder / "documents")
    seeds.documents.mkdir(parents=True)
    for segment, rows in ENTITIES.items():
        several = ["class"] if len(schema().by_segment(segment)) > 1 else []
        columns = [*COMMON, *several, *schema().columns(segment)]
        named = [{"label_zh": f"{row['key']}名", "label_en": row["key"].title(), **row} for row in rows]
        write_rows(seeds.folder / "entities" / f"{segment}.csv", columns, named)
    for key, text in TEXTS.items():
        _document(seeds, key, text)
    return seeds


def _document(seeds: Seeds, key: str, text: str) -> None:
    (seeds.documents / f"{key}_tiny.txt").write_bytes(text.encode())
    said = [{"id": f"{key}-{id_}", **_span(text, quote), **cells} for id_, quote, cells in _STATED[key]]
    shown = [{"claim": claim, "role": role, **_span(text, quote)} for claim, role, quote in _SHOWN[key]]
    usual = {"indicator": "platforms", "measure": "level", "period": "2021", "status": "actual"}
    seen = [{**usual, "id": f"{key}-{id_}", **_span(text, quote), **cells} for id_, quote, cells in _MEASURED[key]]
    write_rows(seeds.folder / key / "claims.csv", list(claims.COLUMNS), said)
    write_rows(seeds.folder / key / "observations.csv", list(observations.COLUMNS), seen)
    write_rows(seeds.folder / key / "evidence.csv", list(evidence.COLUMNS), shown)
    fields = {
        "stem": f"{key}_tiny", "sha256": hashlib.sha256(text.encode()).hexdigest(), "language": "zh",
        "title_zh": f"文件{key}", "title_en": f"Document {key}", "publication": f"publication/{key}",
        "published": PUBLISHED[key],
    }  # fmt: skip
    yaml = "".join(f'{field}: "{value}"\n' for field, value in fields.items())
    (seeds.folder / key / "document.yaml").write_text(yaml, encoding="utf-8")


def _span(text: str, quote: str) -> dict[str, str]:
    start = text.index(quote)
    return {"start": str(start), "end": str(start + len(quote)), "quote": quote}
