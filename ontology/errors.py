"""One tree of errors. They carry data, not HTTP status: the API and the command line map them in one table each.

::

    TiduError
    ├── InvalidValue            a value that does not parse (number, period, unit, identifier)
    ├── InvalidInput            seed tables or documents: every problem at once, each with file, row and column
    ├── Uncovered               sentences of documents that no claim quotes, and nothing explains
    ├── BuildError
    │   ├── BuildLocked         another build is running
    │   ├── InvalidGraph        the shapes reject the graph
    │   └── NoBuild             nothing has been built yet
    ├── StoreError              a store that cannot be opened or written
    │   └── StoreNotReady       one that may be later: away, being loaded, or empty
    ├── ServerError             a server of our own that cannot be installed, started or stopped
    ├── QuestionError
    │   ├── UnknownName         no such question, class, key or document; carries the nearest
    │   ├── AmbiguousName       a name that several things have; carries them (an InvalidValue too)
    │   ├── InvalidParameter    unknown or ill-typed parameters; carries what is accepted
    │   ├── InvalidCursor       a cursor that is not ours, or whose build is gone
    │   └── AnswerTooLarge      more rows than the cap
    └── QueryError              a query of a stranger's, in a query language
        ├── InvalidQuery        malformed, not a reading query, or nested too deep; carries line and column
        ├── UnknownGraph        a graph that the build does not hold; carries those it holds
        ├── QueryTimeout        not answered by the deadline
        ├── QueryDied           the process that ran it died, mostly for want of memory
        ├── ResultTooLarge      a result of more bytes or rows than the limit
        ├── QueryBusy           too many queries at once; carries when to try again
        └── QueryUnavailable    no queries of the language for a while; carries when to try again
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

SHOWN = 100  # lines that a message lists before it only counts


class TiduError(Exception):
    """Root of all errors that Tidu raises on purpose."""


class InvalidValue(TiduError, ValueError):
    """A text that is not a value of its type.

    ``kind`` names the type (``period``, ``unit`` …), ``text`` is what was given, ``accepted`` says what would do.
    """

    def __init__(self, kind: str, text: str, accepted: str) -> None:
        """Keep the parts beside the message."""
        super().__init__(f"{text!r} is not a valid {kind}; accepted: {accepted}")
        self.kind, self.text, self.accepted = kind, text, accepted


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with an input file: where, and why. Rows count from 1, the header being row 1."""

    file: str
    row: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        """Render as ``file:row [column]: reason``."""
        row = f":{self.row}" if self.row is not None else ""
        column = f" [{self.column}]" if self.column else ""
        return f"{self.file}{row}{column}: {self.reason}"

    @property
    def is_structural(self) -> bool:
        """Whether a whole table or row is lost by it, so that other problems may follow from it."""
        return self.column is None or self.row in (None, 1)


class InvalidInput(TiduError):
    """Seed tables or documents that cannot be taken; ``problems`` holds all that were found."""

    def __init__(self, problems: list[Problem]) -> None:
        """Sort the problems, those that others may follow from first, and cap how many the message shows."""
        self.problems = sorted(
            problems, key=lambda p: (not p.is_structural, p.file, p.row or 0, p.column or "", p.reason)
        )
        super().__init__(f"{len(self.problems)} problem(s) in the input\n{_capped(self.problems)}")


@dataclass
class Uncovered(TiduError):
    """Sentences of the documents hold a number, a date or a name that no claim quotes; ``sentences`` counts them."""

    sentences: int

    def __str__(self) -> str:
        """Say what to do with them."""
        one = self.sentences == 1
        return (
            f"{self.sentences} sentence{' is' if one else 's are'} not covered: "
            "add the claims, or a row in leftovers.csv with the reason"
        )


class BuildError(TiduError):
    """A build that could not be made or found."""


@dataclass
class BuildLocked(BuildError):
    """Another build holds the lock; ``holder`` says which process, since when."""

    holder: str

    def __str__(self) -> str:
        """Name the holder."""
        return f"another build is running ({self.holder}); wait for it, then try again"


@dataclass
class InvalidGraph(BuildError):
    """The shapes reject the graph; ``violations`` are lines of focus node, path, value and message."""

    violations: list[str]

    def __str__(self) -> str:
        """List the violations, capped."""
        return f"{len(self.violations)} violation(s) of the shapes\n{_capped(self.violations)}"


@dataclass
class NoBuild(BuildError):
    """No build stands in the data folder, or not the one asked for."""

    where: str

    def __str__(self) -> str:
        """Say what to run."""
        return f"there is no build in {self.where}; run `tidu build` first"


class StoreError(TiduError):
    """A store that cannot be opened, read or written."""


class StoreNotReady(StoreError):
    """A store that may answer later: its server is away, a build is being loaded, or nothing was loaded yet."""


class ServerError(TiduError):
    """A server of our own (``tidu neo4j``) that cannot be installed, started or stopped."""


class QuestionError(TiduError):
    """A question that cannot be answered as asked."""


@dataclass
class UnknownName(QuestionError):
    """No such thing: ``kind`` (question, Tier, document …), the name given, and the nearest that exist.

    ``labels`` are what people call those whose keys tell nothing (codes of regions).
    """

    kind: str
    name: str
    nearest: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)  # by parameter, where such named it
    labels: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Suggest the nearest."""
        shown = [f"{key} {self.labels[key]}" if key in self.labels else key for key in self.nearest]
        hint = f"; nearest: {', '.join(shown)}" if shown else ""
        return f"there is no {self.kind} {self.name!r}{hint}"

    def given_as(self, parameter: str) -> Self:
        """The same, noting the parameter that gave the name."""
        self.errors = {parameter: str(self)}
        return self


class AmbiguousName(QuestionError, InvalidValue):
    """Several things have the name: ``candidates`` are their identifiers, which are names of their own."""

    def __init__(self, kind: str, text: str, candidates: list[str], errors: dict[str, str] | None = None) -> None:
        """Name the candidates; ``errors`` is by parameter, where such gave the name."""
        super().__init__(kind, text, f"one of {', '.join(candidates)}, which all have this name")
        self.candidates, self.errors = candidates, errors or {}


@dataclass
class InvalidParameter(QuestionError):
    """Parameters that the question does not take: ``errors`` maps each name to the reason and what is accepted."""

    errors: dict[str, str]
    accepted: list[str]

    def __str__(self) -> str:
        """List each reason, then the accepted names."""
        reasons = "; ".join(f"{name}: {reason}" for name, reason in self.errors.items())
        return f"{reasons} (accepted parameters: {', '.join(self.accepted) or 'none'})"


@dataclass
class InvalidCursor(QuestionError):
    """A cursor that does not come from us, or whose build is no longer kept."""

    cursor: str
    reason: str

    def __str__(self) -> str:
        """Say why."""
        return f"cursor {self.cursor!r}: {self.reason}"


@dataclass
class AnswerTooLarge(QuestionError):
    """More flat lines than ``limit``, or more of ``what`` it takes; narrow the question by its parameters."""

    limit: int
    what: str = "lines"

    def __str__(self) -> str:
        """Say the limit."""
        return f"the answer has more than {self.limit} {self.what}; narrow the question by its parameters"


class QueryError(TiduError):
    """A stranger's query that is not answered."""


@dataclass
class InvalidQuery(QueryError):
    """A text that is no query, asks for more than reading, or is nested too deep.

    ``line`` and ``column`` count from 1, in characters; None where the whole text is meant.
    """

    reason: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Say where."""
        return self.reason if self.line is None else f"line {self.line}, column {self.column}: {self.reason}"


@dataclass
class UnknownGraph(QueryError):
    """The query names a graph that the build does not hold. Nothing is ever fetched."""

    graph: str
    known: list[str]

    def __str__(self) -> str:
        """List those that it holds."""
        return f"there is no graph <{self.graph}>, and nothing is fetched; the build has: {', '.join(self.known)}"


@dataclass
class QueryTimeout(QueryError):
    """The query was not answered within ``seconds``, waiting included."""

    seconds: float
    setting: str = "TIDU_QUERY_TIMEOUT"

    def __str__(self) -> str:
        """Say the limit."""
        return f"the query was not answered within {self.seconds:g} s; ask for less, or raise {self.setting}"


@dataclass
class QueryDied(QueryError):
    """The process that ran the query ended, or could not carry it out.

    ``cause`` is ``memory`` or ``stack`` where that is known, else ``other``; ``words`` are its last, for the log alone.
    """

    reason: str
    cause: str = "other"
    words: str = ""

    def __str__(self) -> str:
        """Say why, as far as strangers are told."""
        return self.reason


@dataclass
class ResultTooLarge(QueryError):
    """The result has more than ``limit`` bytes, or rows."""

    limit: int
    unit: str = "bytes"
    setting: str = "TIDU_QUERY_RESULT"

    def __str__(self) -> str:
        """Say the limit."""
        return f"the result has more than {self.limit} {self.unit}; ask for less, or raise {self.setting}"


@dataclass
class QueryBusy(QueryError):
    """Too many queries at once; ``retry_after`` is in seconds."""

    retry_after: int

    def __str__(self) -> str:
        """Say when to try again."""
        return f"too many queries are running; try again in {self.retry_after} s"


@dataclass
class QueryUnavailable(QueryError):
    """Queries of this language cannot be answered for a while; ``retry_after`` is in seconds."""

    reason: str
    retry_after: int

    def __str__(self) -> str:
        """Say why, and when to try again."""
        return f"{self.reason}; try again in {self.retry_after} s"


def _capped(lines: Sequence[object]) -> str:
    """The first lines, and how many more there are."""
    rest = len(lines) - SHOWN
    more = [f"… and {rest} more"] if rest > 0 else []
    return "\n".join([*map(str, lines[:SHOWN]), *more])
