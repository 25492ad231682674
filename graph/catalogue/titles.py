"""Titles of policies as they compare: without years, quotation marks and the notice that issues them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from graph.catalogue.rows import Row, Value

_NOTICE = re.compile(r"^.*印发《(.+)》的通知$")
_YEARS = re.compile(r"[（(][\d\s年—–-]+[）)]|\d{4}年|[一二三四五]年|新一轮")
_MARKS = re.compile(r"[\s《》“”\"']")
_PROVINCE = re.compile(r"^\w{2,7}?(?:省|自治区|市)(?=\w)")


def bare(title: str) -> str:
    """The title without what differs between its editions.

    >>> bare("关于印发《工业互联网专项工作组2021年工作计划》的通知") == bare("工业互联网专项工作组 2018 年工作计划")
    True
    """
    title = _MARKS.sub("", _NOTICE.sub(r"\1", title))
    return _YEARS.sub("", title)


def national(title: str) -> str | None:
    """The bare title without the name of the province before it; None if there is none.

    >>> national("山西省工业互联网创新发展行动计划(2021-2023年)")
    '工业互联网创新发展行动计划'
    """
    found = bare(title)
    without = _PROVINCE.sub("", found)
    return without if without != found else None


@dataclass(frozen=True, slots=True)
class Titles:
    """The claims of a policy's titles, by the title as it compares; ``local`` by the one without its province."""

    bare: dict[str, list[Row]]
    local: dict[str, list[Row]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        """From lines whose ``value`` is a title."""
        found = cls({}, {})
        for row in rows:
            title = str(row.cells["value"])
            found.bare.setdefault(bare(title), []).append(row)
            if short := national(title):
                found.local.setdefault(short, []).append(row)
        return found

    def editions(self, other: "Titles") -> list[Row]:
        """The claims that give both the same title."""
        return _shared(self.bare, other.bare)

    def versions(self, other: "Titles") -> list[Row]:
        """The claims that make ``other`` the version of a province."""
        return _shared(self.bare, other.local)


class Shelf:
    """Policies by their titles, so that only those are compared that have one in common."""

    def __init__(self, titles: Mapping[Value, Titles]) -> None:
        self._titles = titles
        self._by_title: dict[str, list[Value]] = defaultdict(list)
        for policy, own in titles.items():
            for title in own.bare.keys() | own.local.keys():
                self._by_title[title].append(policy)

    def near(self, policy: Value) -> set[Value]:
        """The other policies that share a title with it, with or without a province; none if it has no title."""
        own = self._titles.get(policy)
        titles = own.bare.keys() | own.local.keys() if own else ()
        return {other for title in titles for other in self._by_title[title]} - {policy}


def _shared(one: dict[str, list[Row]], other: dict[str, list[Row]]) -> list[Row]:
    return [row for title in one.keys() & other.keys() for row in (*one[title], *other[title])]
