"""The shape of a line of ``tidu facts``; ``docs/schemas/fact.schema.json`` is generated from it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ontology.identifiers import KEY

DECIMAL = r"^-?\d+(\.\d+)?$"

Id = Annotated[str, Field(pattern=rf"^[a-z][a-z0-9-]*/{KEY}$")]
Number = Annotated[str, Field(pattern=DECIMAL)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Thing(_Closed):
    """A thing, with its Chinese label."""

    id: Id = Field(
        description="identifier; below https://w3id.org/tidu/id/ it is an IRI", examples=["group/003-rising"]
    )
    label: str = Field(description="Chinese label", examples=["快速崛起地区"])


class Breakdown(_Closed):
    """The concepts that narrow an indicator, several of them joined by ``;``."""

    id: str = Field(
        description="identifiers",
        examples=["topic/security", "industry/chemicals;topic/security"],
        pattern=rf"^[a-z][a-z0-9-]*/{KEY}(;[a-z][a-z0-9-]*/{KEY})*$",
    )
    label: str = Field(description="Chinese labels", examples=["安全"])


class Property(_Closed):
    """A property of the ontology, or the indicator of an observation, with its Chinese label."""

    id: str = Field(
        description="name in https://w3id.org/tidu/ontology#; identifier of an indicator",
        examples=["indicator/secondary-nodes", "inTier"],
        pattern=rf"^([a-z][A-Za-z]*|indicator/{KEY})$",
    )
    label: str = Field(description="Chinese label", examples=["标识解析二级节点数"])


class Context(_Closed):
    """Words that stand elsewhere in the document and show what the stating words do not."""

    role: Literal["value", "unit", "subject", "object", "date", "producer", "scope"] = Field(
        description="what the words show", examples=["subject"]
    )
    start: int = Field(ge=0, description="code point offset of the first character", examples=[25877])
    end: int = Field(ge=1, description="code point offset behind the last character", examples=[25886])
    quote: str = Field(description="the words, white space and tags aside", examples=["（二）快速崛起地区"])
    sentence: str = Field("", description="the sentence round them; only in builds made with the documents at hand")


class Fact(_Closed):
    """One claim: what a document says in one place. Null means that it does not say, or that it does not apply."""

    id: str = Field(description="the claim's id", examples=["003-o0412"], pattern=r"^[a-z0-9-]+$")
    kind: Literal["observation", "relation", "attribute", "entity"] = Field(
        description="a number; a relation to a thing; a value; or the claim that gives a thing its name and class",
        examples=["observation"],
    )
    document: str = Field(description="file stem of the document", examples=["003_d9a6778ce025b38a"])
    start: int = Field(ge=0, description="code point offset of the stating words in the document", examples=[26037])
    end: int = Field(ge=1, description="code point offset behind them", examples=[26047])
    quote: str = Field(
        description="the stating words, 30 at most, white space and tags aside", examples=["是上年的 3.3 倍"]
    )
    context: list[Context] = Field(description="words elsewhere that complete them", examples=[[]])
    subject: Thing = Field(description="of what the claim is")
    property: Property = Field(description="what is said of it")
    object: Thing | None = Field(description="of a relation: the other thing")
    value: str | None = Field(description="as printed: a number in `unit`, or an attribute's text", examples=["3.3"])
    unit: str | None = Field(description="of an observation", examples=["倍", "万家"])
    number: Number | None = Field(description="the value in the base unit; null for a printed range", examples=["3.3"])
    comparator: Literal["=", ">", ">=", "<", "<=", "~<", "~"] | None = Field(
        description="the hedge: > 超, 多 · >= 以上 · < 不足 · <= 以内 · ~< 近 · ~ 约", examples=["="]
    )
    lower: Number | None = Field(
        description="lower bound in the base unit, where hedge or range leave one", examples=["120000"]
    )
    upper: Number | None = Field(
        description="upper bound in the base unit, where hedge or range leave one", examples=["130000"]
    )
    measure: Literal["level", "difference", "growth", "mean-growth", "ratio", "share", "rank", "index"] | None = Field(
        description="what the number is, in regard to the indicator", examples=["ratio"]
    )
    base: str | None = Field(
        description="what it is measured against: a period, a phase, or the identifier of a thing", examples=["2019"]
    )
    breakdown: Breakdown | None = Field(description="the concepts that narrow the indicator")
    population: Thing | None = Field(description="who was asked or counted")
    producer: Thing | None = Field(description="who measured")
    via: Thing | None = Field(description="whom the document relays")
    period: str | None = Field(description="EDTF, at its own precision", examples=["2020", "2018-12/2021-12"])
    period_basis: Literal["stated", "inferred"] | None = Field(
        description="whether the source states the period", examples=["stated"]
    )
    time: Literal["at", "over", "cumulative", "per-year"] | None = Field(
        description="how the number relates to its period", examples=["at"]
    )
    phase: Literal["before", "after"] | None = Field(
        description="before or after a change that the source describes", examples=["after"]
    )
    role: str | None = Field(description="of a relation: as what", examples=["author"])
    status: Literal["actual", "planned", "forecast", "target", "recommended"] = Field(
        description="how the claim stands to the facts", examples=["actual"]
    )
    negated: bool = Field(description="the source states that it is not so", examples=[False])
    valid_from: str | None = Field(
        description="first day of an observation's period; start of a statement, EDTF", examples=["2020-01-01"]
    )
    valid_to: str | None = Field(
        description="last day of an observation's period; end of a statement, EDTF", examples=["2020-12-31"]
    )
    known_at: str = Field(description="when the document was published, EDTF", examples=["2021-12"])
    note: str | None = Field(description="what whoever entered the claim says about reading it", examples=["average"])
