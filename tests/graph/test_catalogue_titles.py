"""Titles of policies as they compare, and which policies share one."""

from graph.catalogue.rows import Row
from graph.catalogue.titles import Shelf, Titles

TITLES = {
    "policy/plan": "工业互联网创新发展行动计划(2018-2020年)",
    "policy/next": "工业互联网创新发展行动计划(2021-2023年)",
    "policy/shanxi": "山西省工业互联网创新发展行动计划(2021-2023年)",
    "policy/other": "关于深化制造业与互联网融合发展的指导意见",
}


def test_policies_that_share_a_title_are_near_whatever_their_years_and_provinces() -> None:
    shelf = Shelf({policy: Titles.of([Row({"value": title}, (policy,))]) for policy, title in TITLES.items()})
    assert shelf.near("policy/plan") == {"policy/next", "policy/shanxi"}
    assert shelf.near("policy/shanxi") == {"policy/plan", "policy/next"}
    assert shelf.near("policy/other") == shelf.near("policy/without-a-title") == set()
