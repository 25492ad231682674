"""The shapes of answers, for the OpenAPI document and for the tests that hold answers against it."""

import warnings
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from api import examples
from api.examples import BUILD, CURSOR
from graph.catalogue.definition import Asked, Column
from graph.search.ranking import Match


class Model(BaseModel):
    """Closed: a field that is not documented is an error."""

    model_config = ConfigDict(extra="forbid")


class Reference(Model):
    """A thing, property or class, with its label in the language asked for."""

    id: str = Field(examples=["region/370000"])
    label: str = Field(examples=["山东省"])


class ContextPassage(Model):
    """Words that stand elsewhere and show what the stating words do not."""

    role: str = Field(
        examples=["object"], description="what it shows: value, unit, subject, object, date, producer, scope"
    )
    quote: str = Field(examples=["（二）快速崛起地区"])
    start: int = Field(examples=[25877])
    end: int = Field(examples=[25886])
    sentence: str | None = Field(
        None,
        description="the sentence round it; only in builds made with the documents",
        examples=["（二）快速崛起地区"],
    )


class Claim(Model):
    """A claim that a row rests on: who says it, in which words, where."""

    id: str = Field(examples=["003-c0001"])
    document: str = Field(examples=["003"])
    quote: str = Field(examples=["四川"], description="the stating words, 30 characters at most")
    start: int = Field(examples=[25930], description="code point offset in the document's text")
    end: int = Field(examples=[25932])
    passage: str = Field(examples=["passage/003-25930-25932"])
    status: str = Field(examples=["actual"])
    via: str | None = Field(None, description="whom the document relays", examples=["publication/2021-aii-report"])
    sentence: str | None = Field(
        None,
        description="the sentence round it; only in builds made with the documents",
        examples=["（二）快速崛起地区"],
    )
    context: list[ContextPassage]


class ColumnModel(Model):
    """A column of an answer."""

    name: str = Field(examples=["region"])
    type: str = Field(examples=["Region"])
    many: bool = Field(description="whether a cell is a list")
    title: str = Field(examples=["地区"])


class AnswerModel(Model):
    """One page of an answer."""

    question: str = Field(examples=["policies-by-tier"])
    title: str = Field(examples=["某梯队的政策"])
    build: str = Field(description="the build that answered", examples=[BUILD])
    parameters: dict[str, list[Reference | str | int]]
    columns: list[ColumnModel]
    total: int = Field(description="rows on all pages", examples=[82])
    next: str | None = Field(description="cursor of the next page; null on the last", examples=[CURSOR])


PLAIN = {
    "text": str,
    "period": str,
    "number": str,
    "date": str,
    "integer": int,
    "boolean": bool,
    "property": Reference,
}


def camel(name: str) -> str:
    """``policies-by-tier`` as ``PoliciesByTier``."""
    return "".join(part.capitalize() for part in name.split("-"))


def answer_model(question: Asked) -> type[AnswerModel]:
    """The model of a question's answers: its columns as fields of a row."""
    fields = {column.name: (_type(column), _field(question, column)) for column in question.visible}
    with warnings.catch_warnings():  # a column may be called as a method of models is, which nobody calls on rows
        warnings.filterwarnings("ignore", "Field name .* shadows", UserWarning)
        row = create_model(f"{camel(question.name)}Row", __base__=Model, **fields, claims=(list[Claim], ...))  # type: ignore[call-overload] # fields come from the catalogue
    return create_model(f"{camel(question.name)}Answer", __base__=AnswerModel, rows=(list[row], ...))


def _type(column: Column) -> object:
    kind: object = PLAIN.get(column.type, Reference)
    if column.type in ("Thing", "text"):
        kind = Reference | str
    if column.type in ("Claim", "Passage"):  # named by their keys alone
        kind = str
    if column.many:
        kind = list[kind]  # type: ignore[valid-type] # a type made at run time
    return kind | None if column.optional else kind  # type: ignore[operator] # both are types


def _field(question: Asked, column: Column) -> object:
    return Field(title=column.title.en, description=column.title.zh, examples=[examples.cell(question, column)])


class ParameterModel(Model):
    """A parameter of a question."""

    name: str = Field(examples=["tier"])
    type: str = Field(examples=["Tier"], description="a class (key, label or alias), date, integer, text, or words")
    words: list[str] = Field(description="the words of a closed list", examples=[["own", "implements"]])
    title: str = Field(examples=["梯队"])
    required: bool
    many: bool
    default: str | None = Field(description="what stands for an absent one", examples=[None])
    example: str = Field(examples=["leading"])


class QuestionModel(Model):
    """A question of the catalogue."""

    name: str = Field(examples=["policies-by-tier"])
    kind: Literal["question", "function"]
    group: Reference = Field(examples=[{"id": "policies", "label": "政策"}])
    title: str = Field(examples=["某梯队的政策"])
    description: str = Field(examples=["某梯队各地区的政策与措施。"])
    route: str | None = Field(examples=["/tiers/{tier}/policies"])
    example: str = Field(
        description="a path that answers", examples=["/api/v1/questions/policies-by-tier?tier=leading"]
    )
    parameters: list[ParameterModel]
    columns: list[ColumnModel]


class Questions(Model):
    """The catalogue."""

    build: str = Field(examples=[BUILD])
    questions: list[QuestionModel]


class Found(Model):
    """A thing that a search found."""

    id: str = Field(examples=["region/310000"])
    label: str = Field(examples=["上海市"])
    type: Reference
    matched: str = Field(description="the name that matched", examples=["沪"])
    match: Match = Field(
        description="how it matched: the name, its beginning, a part, its pinyin, its initials, or a name one slip away"
    )


class SearchAnswer(Model):
    """One page of what a search found, the best first."""

    query: str = Field(examples=["沪"])
    build: str = Field(examples=[BUILD])
    total: int = Field(description="results on all pages", examples=[3])
    results: list[Found]
    next: str | None = Field(description="cursor of the next page; null on the last", examples=[CURSOR])


class EntityModel(Model):
    """A thing: names, classes, reference data; what documents say of it is under ``relations``."""

    id: str = Field(examples=["region/370000"])
    iri: str = Field(examples=["https://w3id.org/tidu/id/region/370000"])
    type: Reference
    label: str = Field(examples=["山东省"])
    labels: dict[str, str] = Field(examples=[{"zh": "山东省", "en": "Shandong"}])
    aliases: list[str] = Field(examples=[["山东", "鲁"]])
    attributes: dict[str, list[Reference | str | int | bool]] = Field(examples=[{"kind": ["province"]}])
    build: str = Field(examples=[BUILD])
    relations: str = Field(description="where its relations are", examples=["/api/v1/entities/region/370000/relations"])


class CypherQuery(Model):
    """A query that reads, and the values of its parameters."""

    query: str = Field(examples=["MATCH (r:Region)-[:IN_TIER]->(t:Tier) RETURN r.id AS region, t.id AS tier LIMIT 5"])
    parameters: dict[str, object] = Field(
        {}, description="by name, without the dollar sign; integers have 64 bits", examples=[{}]
    )


class CypherRows(Model):
    """The rows of an answer. docs/cypher.md says how each type of Neo4j is written."""

    columns: list[str] = Field(examples=[["region", "tier"]])
    rows: list[list[object]] = Field(examples=[[["region/440000", "tier/leading"]]])
    build: str | None = Field(description="the build that is loaded; null where Tidu loaded none", examples=[BUILD])


class CypherNode(Model):
    """A node; its id is Neo4j's own, and lasts as long as the load."""

    id: str = Field(examples=["4:9e4f9a9a-6f0e-4d8c-9d0e-1f4d2a4b8c11:17"])
    labels: list[str] = Field(examples=[["Region"]])
    properties: dict[str, object] = Field(examples=[{"id": "region/440000"}])


class CypherRelationship(Model):
    """A relationship, and the ids of the nodes it joins."""

    id: str = Field(examples=["5:9e4f9a9a-6f0e-4d8c-9d0e-1f4d2a4b8c11:3"])
    type: str = Field(examples=["IN_TIER"])
    start: str | None = Field(examples=["4:9e4f9a9a-6f0e-4d8c-9d0e-1f4d2a4b8c11:17"])
    end: str | None = Field(examples=["4:9e4f9a9a-6f0e-4d8c-9d0e-1f4d2a4b8c11:18"])
    properties: dict[str, object] = Field(examples=[{"validFrom": "2021"}])


class CypherGraph(Model):
    """All nodes and relationships that occur in an answer, each once."""

    nodes: list[CypherNode]
    relationships: list[CypherRelationship]
    build: str | None = Field(examples=[BUILD])


class Health(Model):
    """Whether the server works; ``build`` is null before the first build."""

    status: Literal["ok", "ready", "no build"]
    build: str | None = Field(None, examples=[BUILD])


class Problem(Model):
    """An RFC 9457 problem document."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["https://w3id.org/tidu/problem/unknown-name"])
    title: str = Field(examples=["There is no such thing"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["there is no Tier 'leadin'; nearest: leading"])
    nearest: list[str] | None = Field(None, description="of what there is, what is near", examples=[["leading"]])
    candidates: list[str] | None = Field(
        None, description="what has the name", examples=[["technology/platform", "topic/platform"]]
    )
    errors: dict[str, str] | None = Field(
        None, description="why, by parameter", examples=[{"limit": "Input should be greater than or equal to 1"}]
    )
    accepted: list[str] | None = Field(None, description="what would do", examples=[["lang", "limit", "cursor"]])


PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": description}
    for status, description in (
        (404, "No such thing, `nearest` names what is near; or no such page."),
        (406, "Nothing of what is accepted can be given; `accepted` are the media types that can."),
        (409, "Several things have the name that is given; `candidates` are they."),
        (413, "The answer is larger than the server gives; ask for a page of it."),
        (422, "Parameters that are not accepted; `errors` says why, `accepted` what is."),
        (429, "Too many requests, where the server limits them; `Retry-After` says when to try again."),
        (503, "There is no build yet."),
    )
}
CYPHER_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": description}
    for status, description in (
        (400, "A query that is not accepted (`line` and `column` where they are known), or a body that is no JSON."),
        (404, "No Neo4j is configured."),
        (406, "Nothing of what is accepted can be given."),
        (413, "A body or an answer that is too large."),
        (415, "A body that is not `application/json`."),
        (422, "Members or parameters that are not accepted."),
        (429, "Too many queries at once; `Retry-After` says when to try again."),
        (503, "Neo4j is away or being restarted, or the query needed too much memory."),
        (504, "The query was not answered in time."),
    )
}
Text = Annotated[str, Field(max_length=300)]
