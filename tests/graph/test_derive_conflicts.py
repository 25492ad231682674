"""Which claims disagree, and why: small cases, each with one reason."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest

from graph.derive import derive
from graph.derive.conflicts import candidates, conflicts
from graph.facts import Conflict, Observation
from ontology.identifiers import Ref
from ontology.values.period import Period
from ontology.values.quantity import Quantity
from ontology.values.vocabulary import Measure, Phase, Reason, Status, Time
from tests.graph.making import World, document, entity

INDEX = entity("indicator/index", "Indicator", baseValue=Decimal(100), basePeriod=Period.parse("2019"))
CAICT, CAII = Ref("org/caict"), Ref("org/caii")


@dataclass
class Figures:
    """Observations of the country, of the indicator ``platforms`` unless a test says otherwise."""

    world: World = field(default_factory=World)
    made: list[Observation] = field(default_factory=list)

    def add(self, value: str, source: str = "900", unit: str = "家", comparator: str = "=", **fields: object) -> str:
        """Add one; returns its id."""
        observed = self.world.observe("region/cn", "1", source)
        given = {name: Period.parse(v) if isinstance(v, str) and name == "period" else v for name, v in fields.items()}
        quantity = Quantity.parse(value, unit, comparator)
        self.made.append(replace(observed, quantity=quantity, **given))  # type: ignore[arg-type] # fields of a claim
        return observed.id

    def conflicts(self) -> list[Conflict]:
        documents = {key: document(key) for key in ("900", "901", "902")}
        return list(conflicts(self.made, [], {INDEX.ref: INDEX}, documents))

    @property
    def reasons(self) -> list[str]:
        return [str(conflict.reason) for conflict in self.conflicts()]


@pytest.fixture
def figures() -> Figures:
    return Figures()


def disputes(world: World) -> list[Conflict]:
    return [fact for fact in derive(world.facts()) if isinstance(fact, Conflict)]


def test_comparable_figures_without_a_common_value_contradict_each_other(figures: Figures) -> None:
    members = [figures.add("55", unit="万家"), figures.add("50", unit="万家")]
    (conflict,) = figures.conflicts()
    assert (conflict.subject, conflict.reason) == ("region/cn", Reason.CONTRADICTION)
    assert conflict.members == tuple(sorted(members))
    assert conflict.ref == f"conflict/region-cn--{'--'.join(sorted(members))}"
    assert Ref.parse(conflict.ref) == conflict.ref


@pytest.mark.parametrize(
    ("one", "other"),
    [(("31", "="), ("31", "=")), (("26", "="), ("20", ">")), (("13", "="), ("10", ">")), (("26", "~"), ("20", ">"))],
)
def test_figures_with_a_common_value_agree(figures: Figures, one: tuple[str, str], other: tuple[str, str]) -> None:
    figures.add(one[0], comparator=one[1])
    figures.add(other[0], "901", comparator=other[1])
    assert figures.reasons == []


def test_a_conflict_is_known_from_the_later_of_its_documents(figures: Figures) -> None:
    figures.add("31", "900")
    figures.add("32", "901")
    assert [str(conflict.known_from) for conflict in figures.conflicts()] == ["2022-01-05"]


def test_figures_of_different_periods_differ_by_date(figures: Figures) -> None:
    figures.add("156", period="2021-10-09", time=Time.AT)
    figures.add("158", "901", period="2021-12", time=Time.AT)
    assert figures.reasons == ["date"]


def test_undated_figures_are_of_the_days_of_their_documents(figures: Figures) -> None:
    figures.add("10", "902")
    figures.add("49", "901")
    figures.add("15", "900", period="2021-12", time=Time.AT)
    assert figures.reasons == ["date", "date", "date"]


def test_a_series_of_one_document_is_growth_and_no_conflict(figures: Figures) -> None:
    figures.add("30", period="2020-12", time=Time.AT)
    figures.add("51", period="2021-Q2", time=Time.AT)
    assert figures.reasons == []


def test_states_at_the_end_of_a_year_and_of_its_last_month_are_of_the_same_day(figures: Figures) -> None:
    figures.add("30", period="2021-12", time=Time.AT)
    figures.add("51", "901", period="2021", time=Time.AT)
    assert figures.reasons == ["contradiction"]


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        (("700", "="), ("700", "~<"), "亿元"),
        (("3", "="), ("3", ">"), "成"),
        (("120", "="), ("118", "="), "亿元"),
        (("1.2", "="), ("1.23", "="), "万家"),
    ],
)
def test_what_agrees_once_rounded_as_printed_is_rounding(
    figures: Figures, one: tuple[str, str], other: tuple[str, str], unit: str
) -> None:
    figures.add(one[0], unit=unit, comparator=one[1])
    figures.add(other[0], "901", unit=unit, comparator=other[1])
    assert figures.reasons == ["rounding"]


def test_small_counts_are_counted_and_not_rounded(figures: Figures) -> None:
    figures.add("10", period="2021")
    figures.add("13", "901", period="2021")
    assert figures.reasons == ["contradiction"]


def test_figures_of_one_period_by_different_producers_differ_by_producer(figures: Figures) -> None:
    figures.add("31", period="2021", producer=CAICT)
    figures.add("35", "901", period="2021", producer=CAII)
    figures.add("31", "902", period="2021", producer=CAICT)
    assert figures.reasons == ["producer", "producer"]


def test_a_state_and_a_sum_differ_by_definition(figures: Figures) -> None:
    figures.add("31", period="2021", time=Time.OVER)
    figures.add("35", "901", period="2021", time=Time.CUMULATIVE)
    assert figures.reasons == ["definition"]


def test_a_forecast_beside_the_actual_figure_of_another_document_is_a_forecast(figures: Figures) -> None:
    figures.add("3.57", unit="万亿元", period="2020", time=Time.OVER)
    figures.add("4", "901", "万亿元", ">", period="2021", time=Time.OVER, status=Status.FORECAST)
    assert figures.reasons == ["forecast"]


def test_a_target_beside_what_the_same_document_reports_is_no_conflict(figures: Figures) -> None:
    figures.add("1000", unit="亿元")
    figures.add("1500", unit="亿元", period="2022", status=Status.TARGET)
    figures.add("1400", "901", "亿元", period="2022", status=Status.FORECAST)
    figures.add("9000", "901", "亿元", period="2022", status=Status.RECOMMENDED)
    assert figures.reasons == ["forecast"], "the actual 1000 of 900 and the forecast 1400 of 901"


def test_indicators_that_papers_call_by_one_name_differ_by_definition(figures: Figures) -> None:
    figures.add("9041", unit="亿元", indicator=Ref("indicator/industry-size"), period="2020")
    figures.add("3.57", "901", "万亿元", indicator=Ref("indicator/industry-value-added"), period="2020")
    figures.add("3.57", "901", "万亿元", indicator=Ref("indicator/revenue"), period="2020")
    assert figures.reasons == ["definition"]


def test_near_indicators_that_one_document_tells_apart_do_not_conflict(figures: Figures) -> None:
    figures.add("9041", unit="亿元", indicator=Ref("indicator/industry-size"))
    figures.add("3.57", unit="万亿元", indicator=Ref("indicator/industry-value-added"))
    assert figures.reasons == []


def test_a_part_may_be_less_than_its_whole_and_not_more(figures: Figures) -> None:
    large = Ref("population/large")
    figures.add("1.5", unit="万家", comparator=">")
    figures.add("1.1", "901", "万家", population=large)
    figures.add("1.7", "901", "万家", breakdown=(Ref("topic/iiot"),), population=large)
    assert figures.reasons == ["definition", "definition"], "1.7 is above the whole, and above the part that 1.1 counts"


def test_parts_of_which_neither_holds_the_other_do_not_compare(figures: Figures) -> None:
    figures.add("76", breakdown=(Ref("topic/a"),))
    figures.add("24", "901", breakdown=(Ref("topic/b"),))
    figures.add("99", "901", population=Ref("population/large"))
    assert figures.reasons == []


def test_how_many_parts_a_source_sees_is_a_matter_of_definition_whatever_the_date(figures: Figures) -> None:
    figures.add("3", unit="个", indicator=Ref("indicator/functional-systems"), period="2021")
    figures.add("4", "901", "个", indicator=Ref("indicator/functional-systems"))
    assert figures.reasons == ["definition"]


@pytest.mark.parametrize(
    "fields",
    [{"measure": Measure.GROWTH}, {"base": Period.parse("2019")}, {"phase": Phase.BEFORE}, {"subject": Ref("org/aii")}],
)
def test_other_measures_bases_phases_and_subjects_do_not_compare(figures: Figures, fields: dict[str, object]) -> None:
    figures.add("31")
    figures.add("35", "901", **fields)  # type: ignore[arg-type] # fields of an observation
    assert figures.reasons == []


def test_quantities_of_other_dimensions_do_not_compare(figures: Figures) -> None:
    figures.add("31")
    figures.add("35", "901", "%")
    assert figures.reasons == []


@pytest.mark.parametrize(
    ("index", "ratio", "reasons"),
    [
        ("198.2", "2", ["rounding"]),
        ("147.3", "1.5", ["rounding"]),
        ("150", "1.5", []),
        ("147.3", "2", ["contradiction"]),
    ],
)
def test_an_index_meets_the_ratio_to_its_base(figures: Figures, index: str, ratio: str, reasons: list[str]) -> None:
    figures.add(index, unit="点", indicator=INDEX.ref, measure=Measure.INDEX, period="2020")
    base = Period.parse("2019")
    figures.add(ratio, "901", "倍", indicator=INDEX.ref, measure=Measure.RATIO, base=base, period="2020")
    assert figures.reasons == reasons


def test_a_ratio_to_another_year_than_the_base_of_the_index_does_not_compare(figures: Figures) -> None:
    figures.add("198.2", unit="点", indicator=INDEX.ref, measure=Measure.INDEX, period="2020")
    base = Period.parse("2018")
    figures.add("3", "901", "倍", indicator=INDEX.ref, measure=Measure.RATIO, base=base, period="2020")
    assert figures.reasons == []


@pytest.mark.parametrize(
    ("before", "after", "growth", "reasons"),
    [
        ("0.73", "0.72", "-1.37", ["rounding"]),
        ("0.287", "0.276", "-3.81", ["rounding"]),
        ("100", "120", "20", []),
        ("0.73", "0.72", "-5", ["contradiction"]),
        ("0", "5", "20", []),
    ],
)
def test_a_printed_growth_meets_the_levels_before_and_after(
    figures: Figures, before: str, after: str, growth: str, reasons: list[str]
) -> None:
    figures.add(before, unit="度/吨", phase=Phase.BEFORE)
    figures.add(after, unit="度/吨", phase=Phase.AFTER)
    figures.add(growth, unit="%", measure=Measure.GROWTH, base=Phase.BEFORE)
    assert figures.reasons == reasons
    assert all(len(conflict.members) == 3 for conflict in figures.conflicts())


@pytest.mark.parametrize(("difference", "reasons"), [("-0.0049", []), ("-0.0059", ["contradiction"])])
def test_a_printed_difference_meets_the_levels_of_its_years(
    figures: Figures, difference: str, reasons: list[str]
) -> None:
    figures.add("0.0241", unit="吨标煤/万元", period="2019")
    figures.add("0.0192", unit="吨标煤/万元", period="2020")
    base = Period.parse("2019")
    figures.add(difference, unit="吨标煤/万元", measure=Measure.DIFFERENCE, base=base, period="2020")
    assert figures.reasons == reasons


def test_before_and_after_are_of_one_document(figures: Figures) -> None:
    figures.add("100", phase=Phase.BEFORE)
    figures.add("120", "901", phase=Phase.AFTER)
    figures.add("50", unit="%", measure=Measure.GROWTH, base=Phase.BEFORE)
    assert figures.reasons == []


def test_dates_that_exclude_each_other_conflict_and_a_more_precise_one_does_not() -> None:
    world = World()
    world.state("policy/plan", "issuedOn", Period.parse("2017"))
    world.state("policy/plan", "issuedOn", Period.parse("2017-11-27"), "901")
    assert disputes(world) == []
    world.state("policy/plan", "issuedOn", Period.parse("2018-01"), "902")
    assert [conflict.reason for conflict in disputes(world)] == [Reason.CONTRADICTION] * 2


def test_a_region_in_two_tiers_of_one_scheme_is_a_conflict_through_a_group_too() -> None:
    world = World()
    world.twin()
    leading = world.state("group/twin", "inTier", "tier/leading")
    rising = world.state("region/110000", "inTier", "tier/rising", "901")
    (conflict,) = disputes(world)
    assert conflict.subject == "region/110000"
    assert conflict.members == (leading.id, rising.id)


def test_memberships_that_only_another_document_names_make_the_conflict_known_with_it() -> None:
    world = World()
    world.twin("901")
    world.state("group/twin", "inTier", "tier/leading", "900")
    world.state("region/110000", "inTier", "tier/rising", "902")
    assert [str(conflict.known_from) for conflict in disputes(world)] == ["2022-01-05"]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.FORECAST])
def test_planned_statements_dispute_nothing(status: Status) -> None:
    world = World()
    world.state("region/110000", "inTier", "tier/leading")
    world.state("region/110000", "inTier", "tier/rising", "901", status=status)
    assert disputes(world) == []


def test_what_may_have_several_values_is_not_disputed() -> None:
    world = World()
    world.state("policy/plan", "implements", "policy/strategy")
    world.state("policy/plan", "implements", "policy/outline", "901")
    assert disputes(world) == []


def test_issuers_are_disputed_where_two_documents_name_none_in_common() -> None:
    world = World()
    world.state("policy/plan", "issuedBy", "org/ministry")
    world.state("policy/plan", "issuedBy", "org/bureau")
    world.state("policy/plan", "issuedBy", "org/bureau", "901")
    assert disputes(world) == []
    world.state("policy/plan", "issuedBy", "org/group", "902")
    assert [conflict.reason for conflict in disputes(world)] == [Reason.CONTRADICTION] * 3


def test_a_part_of_one_year_may_be_more_than_its_whole_of_another(figures: Figures) -> None:
    figures.add("10", period="2015")
    figures.add("12", period="2021", population=Ref("population/large"))
    figures.add("13", "901", period="2021", population=Ref("population/large"))
    assert "definition" not in figures.reasons


def test_a_long_series_is_not_compared_with_itself(figures: Figures) -> None:
    for year in range(1900, 2000):
        figures.add(str(year), period=str(year))
    figures.add("7")
    figures.add("8", period="1950")
    assert len(list(candidates(figures.made))) == 102, "the undated one with all others, and the two of 1950"
    figures.add("9", "901")
    assert len(list(candidates(figures.made))) == 102 + 102, "another document is compared with all of it"


def test_growth_to_a_loss_is_bounded_by_the_ends_that_leave_most(figures: Figures) -> None:
    figures.add("10", unit="亿元", period="2019")
    figures.add("-5", unit="亿元", period="2020")
    figures.add("-157", unit="%", measure=Measure.GROWTH, base=Period.parse("2019"), period="2020")
    assert figures.reasons == ["rounding"], "from 9.5 to -5.5 it falls by 157.9 %"


def test_a_statement_of_a_group_does_not_dispute_itself() -> None:
    world = World()
    world.state("group/owners", "hasMember", "org/ministry", "901")
    world.state("group/owners", "hasMember", "org/bureau", "901")
    world.state("platform/one", "operatedBy", "group/owners")
    things = [entity("group/owners", "OrganisationGroup", complete=True), entity("platform/one", "Platform")]
    assert [fact for fact in derive([*world.facts(), *things]) if isinstance(fact, Conflict)] == []


def test_two_statements_conflict_once_from_the_day_on_which_they_first_do() -> None:
    world = World()
    world.state("group/owners", "hasMember", "org/ministry", "901")
    world.state("group/owners", "hasMember", "org/bureau", "901")
    world.state("platform/one", "operatedBy", "group/owners", "900")
    world.state("platform/one", "operatedBy", "org/aii", "902")
    things = [entity("group/owners", "OrganisationGroup", complete=True), entity("platform/one", "Platform")]
    (conflict,) = (fact for fact in derive([*world.facts(), *things]) if isinstance(fact, Conflict))
    assert str(conflict.known_from) == "2021-12-31"
