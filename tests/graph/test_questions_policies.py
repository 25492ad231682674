"""Questions on policies over the real seeds: what is in force, who issued it, what it comes from, what follows it."""

from pathlib import Path

from graph.catalogue.evidence import evidence
from graph.catalogue.rows import Row
from graph.store import Term
from ontology.identifiers import Ref
from tests.graph.asking import edition, rows

PLAN_2018, PLAN_2020 = Ref("policy/2018-iiot-action-plan"), Ref("policy/2020-innovation-action-plan")
SHANXI_PLAN, SAIL = Ref("policy/2021-shanxi-action-plan"), Ref("policy/2021-5g-sail")
MIIT, WORKING_GROUP = Ref("org/miit"), Ref("org/iiot-working-group")
FUTURE_FACTORY = Ref("measure/330000-pilot-smart-manufacturing")


def one(found: tuple[Row, ...], **cells: object) -> Row:
    [row] = [row for row in found if all(row.cells[name] == cell for name, cell in cells.items())]
    return row


def column(found: tuple[Row, ...], name: str) -> set[object]:
    return {row.cells[name] for row in found}


def documents(data: Path, row: Row) -> set[object]:
    return {entry["document"] for entry in evidence(edition(data).view, row.claims).values()}


def lives(data: Path, on: str, **given: str) -> dict[object, object]:
    return {row.cells["policy"]: row.cells["life"] for row in rows(data, "policies-in-force", on=on, **given)}


def test_a_plan_is_in_force_from_its_issue_to_the_end_of_the_period_that_it_covers(default_build: Path) -> None:
    assert PLAN_2020 not in lives(default_build, "2020-12-21")
    assert lives(default_build, "2020-12-22")[PLAN_2020] == "stated"
    assert lives(default_build, "2023-12-31")[PLAN_2020] == "stated"
    assert PLAN_2020 not in lives(default_build, "2024-01-01")


def test_what_has_no_stated_end_is_assumed_and_what_has_no_date_is_undated(default_build: Path) -> None:
    found = lives(default_build, "2999-01-01")
    assert found[Ref("policy/2017-internet-plus-manufacturing")] == "assumed"
    assert found[Ref("policy/2021-tibet-5g")] == "undated"
    assert set(found.values()) == {"assumed", "undated"}
    assert set(lives(default_build, "2999-01-01", life="assumed").values()) == {"assumed"}


def test_the_more_precise_of_two_dates_decides_and_a_document_alone_knows_less(default_build: Path) -> None:
    assert SAIL not in lives(default_build, "2021-07-11")
    assert lives(default_build, "2021-07-12")[SAIL] == "stated"
    assert lives(default_build, "2021-07-11", source="000")[SAIL] == "assumed", "000 gives the year of issue only"


def test_a_measure_is_dated_by_when_it_is_stated_to_be_carried_out(default_build: Path) -> None:
    collection = Ref("measure/450000-construction-industrial-park")
    row = one(rows(default_build, "policies-in-force", on="2021-06-30"), policy=collection)
    assert (row.cells["carried_out"], row.cells["life"]) == (("2021",), "stated")
    assert collection not in lives(default_build, "2022-01-01")
    assert lives(default_build, "2022-01-01")[FUTURE_FACTORY] == "assumed"


def test_a_topic_stands_for_the_narrower_ones_too(default_build: Path) -> None:
    big_data = one(
        rows(default_build, "policies-in-force", on="2021-06-30", topic="topic/data"),
        policy=Ref("policy/2020-big-data-opinion"),
    )
    assert "003-c0849" in big_data.claims, "it deals with big data, which is narrower"
    advice = rows(default_build, "recommendations", topic="topic/iiot")
    applications = one(advice, recommendation=Ref("recommendation/003-5-3"))
    assert applications.cells["topics"] == (Ref("topic/applications"),)
    assert len(applications.claims) == len(set(applications.claims))


def test_a_ministrys_policy_is_in_force_in_the_country_and_an_agreement_at_each_signatory(default_build: Path) -> None:
    assert SAIL in lives(default_build, "2022-01-01", jurisdiction="region/cn")
    assert Ref("policy/2021-yangtze-agreement") in lives(default_build, "2022-01-01", jurisdiction="region/340000")
    assert set(lives(default_build, "2022-01-01", jurisdiction="region/340000", issuer="miit")) == set()


def test_issuers_of_one_document_issued_together_and_those_of_another_stand_apart(default_build: Path) -> None:
    found = rows(default_build, "policies-by-issuer", issuer="iiot-working-group")
    plan = one(found, policy=PLAN_2020)
    assert (plan.cells["co_issuers"], plan.cells["otherwise"]) == ((), (MIIT,))
    assert documents(default_build, plan) == {"000", "001", "003"}
    hubs = one(rows(default_build, "policies-by-issuer", issuer="nea"), policy=Ref("policy/2021-computing-hubs"))
    assert hubs.cells["co_issuers"] == (Ref("org/cac"), MIIT, Ref("org/ndrc"))


def test_issuers_that_are_counted_but_not_named_are_not_guessed(default_build: Path) -> None:
    row = one(rows(default_build, "policies-by-issuer", issuer="moe"), policy=Ref("policy/2019-security-opinion"))
    assert (row.cells["issuer_count"], row.cells["co_issuers"]) == ((10,), (MIIT,))


def test_what_an_office_issued_is_its_ministrys_as_a_part(default_build: Path) -> None:
    found = rows(default_build, "policies-by-issuer", issuer="miit", capacity="part")
    assert column(found, "body") == {Ref("org/miit-office")}
    assert column(found, "policy") == {
        Ref("policy/2020-accelerate-iiot"),
        Ref("policy/2020-epidemic-solutions"),
        Ref("policy/2021-security-classification-pilot"),
    }


def test_a_new_round_supersedes_the_plan_before_it(default_build: Path) -> None:
    found = rows(default_build, "policy-lineage", policy=str(PLAN_2020))
    row = one(found, basis="stated")
    assert (row.cells["direction"], row.cells["property"], row.cells["other"]) == ("of", Term("supersedes"), PLAN_2018)
    assert {entry["quote"] for entry in evidence(edition(default_build).view, row.claims).values()} == {"新一轮"}
    back = one(rows(default_build, "policy-lineage", policy=str(PLAN_2018)), basis="stated")
    assert (back.cells["direction"], back.cells["other"]) == ("by", PLAN_2020)


def test_what_titles_tell_is_never_called_stated(default_build: Path) -> None:
    found = rows(default_build, "policy-lineage", policy=str(PLAN_2020), basis="title")
    assert {(row.cells["direction"], row.cells["other"]) for row in found} == {
        ("earlier", PLAN_2018),
        ("local", SHANXI_PLAN),
    }
    assert (column(found, "property"), column(found, "status")) == ({None}, {None})
    work_plans = rows(default_build, "policy-lineage", policy="2019-working-group-plan")
    assert {(row.cells["direction"], str(row.cells["other"])[7:11]) for row in work_plans} == {
        ("earlier", "2018"), ("later", "2020"), ("later", "2021"),
    }  # fmt: skip


def test_who_carries_out_a_programme_carries_out_the_policy_that_set_it_up(default_build: Path) -> None:
    found = rows(default_build, "policy-lineage", policy="2019-512", direction="by")
    assert {(row.cells["other"], row.cells["via"]) for row in found} == {
        (Ref("region/510000"), Ref("programme/512")),
        (MIIT, Ref("programme/512")),
    }
    assert documents(default_build, one(tuple(found), other=MIIT)) == {"000", "003"}
    assert not rows(default_build, "policy-lineage", policy="2019-512", source="000"), "000 does not say who set it up"


def test_advice_to_carry_out_a_policy_keeps_its_status(default_build: Path) -> None:
    row = one(rows(default_build, "policy-lineage", policy="2021-14fyp-integration"), other=Ref("region/cn"))
    assert row.cells["status"] == "recommended"


def test_a_follow_up_is_stated_or_only_inferred(default_build: Path) -> None:
    stated = rows(default_build, "policy-follow-ups", policy="2019-512", basis="stated")
    assert [(row.cells["region"], row.cells["sequence"]) for row in stated] == [(Ref("region/510000"), "unknown")]
    title = one(rows(default_build, "policy-follow-ups", policy=str(PLAN_2020), basis="title"))
    assert (title.cells["region"], title.cells["follower"]) == (Ref("region/140000"), SHANXI_PLAN)
    assert (title.cells["issued"], title.cells["lag_least"]) == (("2020-12-22",), None)


def test_days_between_are_as_precise_as_the_dates(default_build: Path) -> None:
    pilot = one(rows(default_build, "policy-follow-ups", policy="2020-building-materials"), follower=FUTURE_FACTORY)
    assert (pilot.cells["issued"], pilot.cells["follower_issued"]) == (("2020-09-16",), ("2021/..",))
    assert (pilot.cells["lag_least"], pilot.cells["lag_most"], pilot.cells["sequence"]) == (107, 471, "after")
    platform = Ref("measure/450000-construction-platform")
    found = rows(default_build, "policy-follow-ups", policy="2018-platform-guide")
    assert one(found, follower=platform).cells["sequence"] == "after"


def test_follow_ups_whose_time_is_known_stand_before_those_that_nobody_dates(default_build: Path) -> None:
    found = rows(default_build, "policy-follow-ups", policy="2018-platform-guide", basis="topic")
    sequences = [str(row.cells["sequence"]) for row in found]
    assert {"after", "unknown"} <= set(sequences)
    assert sequences == sorted(sequences)


def test_follow_ups_are_of_regions_and_none_by_topic_is_earlier(default_build: Path) -> None:
    for policy in (PLAN_2020, Ref("policy/2021-14fyp-integration")):
        found = rows(default_build, "policy-follow-ups", policy=str(policy))
        assert Ref("region/cn") not in column(found, "region")
        assert "before" not in column(tuple(row for row in found if row.cells["basis"] == "topic"), "sequence")


def test_the_more_topics_are_shared_the_higher_the_rank(default_build: Path) -> None:
    found = rows(default_build, "related-by-topic", policy="measure/510000-construction-platform")
    counts = [row.cells["count"] for row in found]
    assert counts == sorted(counts, key=lambda count: -int(str(count)))
    assert found[0].cells["rank"] == 1
    for row in found:
        shared = row.cells["shared"]
        assert isinstance(shared, tuple)
        assert len(shared) == row.cells["count"]
        assert row.cells["related"] != row.cells["policy"]


def test_a_topic_that_few_share_goes_before_one_that_is_nearly_everywhere(default_build: Path) -> None:
    found = [row for row in rows(default_build, "related-by-topic", policy=str(SAIL)) if row.cells["count"] == 1]
    by_rank = [(row.cells["rank"], row.cells["shared"]) for row in found]
    assert by_rank[0] == (2, (Ref("technology/5g"),))
    few = sum(shared == (Ref("technology/5g"),) for _, shared in by_rank)
    assert by_rank[few] == (2 + few, (Ref("topic/iiot"),))
    assert found[0].cells["sharers"] == few + 1, "one more shares both topics"


def test_a_topic_is_shared_only_if_the_document_gives_it_to_both(default_build: Path) -> None:
    found = rows(default_build, "related-by-topic", policy=str(SAIL), source="000")
    related = {row.cells["related"]: row for row in found}
    assert SHANXI_PLAN in related
    assert documents(default_build, related[SHANXI_PLAN]) == {"000"}


def test_advice_for_a_tier_reaches_its_regions_with_the_words_that_put_them_there(default_build: Path) -> None:
    found = rows(default_build, "recommendations", region="北京")
    row = one(found, recommendation=Ref("recommendation/003-5-1"))
    assert row.cells["through"] == (Ref("tier/leading"),)
    assert {"003-c2168", "002-c0053", "003-c1078"} <= set(row.claims)
    path = one(found, recommendation=None)
    assert (path.cells["relation"], path.cells["object"]) == (Term("followsPath"), Ref("path/inward-outward"))
    assert path.cells["via"] == (Ref("person/hu-jianbo"),)


def test_recommendations_say_what_to_whom_and_nobody_is_guessed(default_build: Path) -> None:
    found = rows(default_build, "recommendations")
    capital = one(found, recommendation=Ref("recommendation/003-2-4"))
    assert capital.cells["addressees"] == (Ref("population/financial-institutions"),)
    assert capital.cells["part_of"] == (Ref("recommendation/003-2"),)
    assert capital.cells["says"] == ("金融机构加大对融合发展重点项目的资本支持",)
    assert one(found, recommendation=Ref("recommendation/001-1")).cells["addressees"] == ()
    assert column(found, "status") == {"recommended"}
