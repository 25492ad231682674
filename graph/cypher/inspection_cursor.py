"""Where the walk over a Cypher text stands: the tokens, the brackets that are open, and what can come next."""

from dataclasses import dataclass
from enum import Enum, auto

from graph.cypher.tokens import Kind, Token, place, tokens
from ontology.errors import InvalidQuery

END = Token(Kind.PUNCTUATION, "", -1)


class Await(Enum):
    """What can come next."""

    CLAUSE = auto()  # the first word of a query, or of a subquery
    OPERAND = auto()  # a name, a literal, a bracket, or an operator before one
    LABEL = auto()  # a name of a label or type: no word is a keyword here
    KEY = auto()  # of a map, or an item of a projection, or a quantifier's number
    MORE = auto()  # an operand has ended: an operator, a bracket or the next clause
    NEXT = auto()  # nothing but the next clause


class Role(Enum):
    """What a token turned out to be, where its nesting depends on that (graph/cypher/inspection_limits.py)."""

    CLAUSE = auto()  # the first word of a clause, not a name
    CASE = auto()  # likewise of a CASE
    CASE_END = auto()
    SUBSCRIPT = auto()  # a bracket that takes an item or a slice of what stands before it
    ITEM_ENDS = auto()  # a comma directly in a clause
    LABEL = auto()  # its last token, or of a type
    ANOTHER_LABEL = auto()  # the sign before a further label that must be there too
    NODE = auto()  # a bracket of a node, or of a part of a path


@dataclass(slots=True)
class Frame:
    """A bracket that is open: its end, what it belongs to, whether patterns stand in it, CASEs without an END."""

    end: str
    of: str = ""
    query: bool = False  # clauses can stand in it
    pattern: bool = False
    cases: int = 0


class Cursor:
    """The tokens of a text and the place among them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._next = 0
        self._await = Await.CLAUSE
        self._frames = [Frame("", query=True)]
        self._roles: dict[int, Role] = {}  # by the index of the token

    def _take(self) -> Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _peek(self, ahead: int = 0) -> Token:
        at = self._next + ahead
        return self._tokens[at] if at < len(self._tokens) else END

    def _is_a(self, role: Role) -> None:
        """The token that was taken last has this role."""
        self._roles[self._next - 1] = role

    def _before(self) -> Token:
        return self._tokens[self._next - 2] if self._next > 1 else END

    def _follows(self, *keywords: str) -> bool:
        """Take these words if they come next."""
        found = all(self._peek(ahead).keyword == keyword for ahead, keyword in enumerate(keywords))
        if found:
            self._next += len(keywords)
        return found

    def _expect(self, *choices: str, after: Token) -> None:
        if self._peek().keyword not in choices:
            raise self._refused(f"after {after.keyword} stands {' or '.join(choices)}", self._peek(), after)
        self._take()

    def _refused(self, reason: str, token: Token, otherwise: Token | None = None) -> InvalidQuery:
        at = token.at if token.at >= 0 or otherwise is None else otherwise.at
        return InvalidQuery(reason, *place(self._text, at))

    @property
    def _frame(self) -> Frame:
        return self._frames[-1]

    def _push(self, frame: Frame) -> None:
        self._frames.append(frame)
        self._await = Await.OPERAND
