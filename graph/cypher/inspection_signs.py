"""Signs, literals and brackets on the walk over a Cypher text."""

from graph.cypher import inspection_words as words
from graph.cypher.inspection_cursor import Await, Cursor, Frame, Role
from graph.cypher.tokens import Kind, Token

_OPENING = {"(": ")", "[": "]", "{": "}"}
_OF_LABELS = frozenset(":|&!%$")
_NEXT = "here stands the next clause, or the query ends"


class Signs(Cursor):
    """Takes every token that is no word and no name."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._labelled = -1  # the token with which a label ended
        self._yields = False  # whether YIELD can come

    def _junk(self, token: Token) -> None:
        raise self._refused(
            "this character cannot stand here, or begins what does not end; "
            "put names with other characters in back-ticks, and text into parameters",
            token,
        )

    def _literal(self, token: Token) -> None:
        if self._await == Await.LABEL and token.text.upper() in ("$ALL", "$ANY"):
            self._dynamic_label(token)
            return
        if self._await in (Await.CLAUSE, Await.NEXT, Await.LABEL) or self._adjoins(token):
            raise self._refused(f"{token.text[:20]} cannot stand here: an operator or a comma is missing", token)
        if self._await == Await.KEY and self._peek().text not in (",", "}"):
            raise self._refused("here stands a key of a map", token)
        self._await = Await.MORE

    def _adjoins(self, token: Token) -> bool:
        """Whether an operand has ended and another begins; only the length of a path follows at once."""
        length = token.kind == Kind.NUMBER and self._before().text == "*"
        return self._await == Await.MORE and not length

    def _punctuation(self, token: Token) -> None:
        sign = token.text
        if sign in _OPENING:
            self._open(token)
        elif sign in _OPENING.values():
            self._close(token)
        elif self._await in (Await.NEXT, Await.CLAUSE):
            raise self._refused(_NEXT, token)
        elif sign == ".":
            self._dot(token)
        elif sign in _OF_LABELS:
            self._label_sign(token)
        else:
            self._operator(token)

    def _operator(self, token: Token) -> None:
        sign = token.text
        if sign == ";":
            raise self._refused("one query at a time: nothing may follow `;`", token)
        if sign == "=~":
            raise self._refused(
                "=~ is not answered, as some of its expressions never end: "
                "use CONTAINS, STARTS WITH, ENDS WITH or a full-text index",
                token,
            )
        if sign == "::":
            self._type()
        elif sign == ",":
            if self._frame.query and not self._frame.cases:
                self._is_a(Role.ITEM_ENDS)
            in_map = self._frame.end == "}" and not self._frame.query and not self._frame.cases
            self._await = Await.KEY if in_map else Await.OPERAND
        elif sign in ("*", "+"):
            self._star(sign)
        else:
            self._await = Await.OPERAND

    def _star(self, sign: str) -> None:
        """All that is there (RETURN *), a quantifier, or an operator."""
        stands_alone = sign == "*" and self._await in (Await.OPERAND, Await.KEY)
        quantifies = self._frame.pattern and self._await == Await.MORE
        self._await = Await.MORE if stands_alone or quantifies else Await.OPERAND

    def _dot(self, token: Token) -> None:
        """A property, of what has ended or of what a map projection is made of."""
        if self._await not in (Await.MORE, Await.KEY) or self._before().kind == Kind.NUMBER:
            raise self._refused("a name or number is missing before this full stop", token)
        everything = self._peek().text == "*" and self._await == Await.KEY
        if not everything and self._peek().kind not in (Kind.WORD, Kind.NAME):
            raise self._refused("after a full stop stands a name", token)
        self._take()
        self._await = Await.MORE

    def _label_sign(self, token: Token) -> None:
        sign, chained = token.text, self._labelled == self._next - 2
        projects = self._frame.of == "reduce" or (self._frame.end == "]" and not self._frame.pattern)
        if sign == "$":
            self._dynamic_label(token)
        elif self._await == Await.LABEL and sign in "%:!":
            if sign == "%":
                self._label_ended()
        elif sign == ":" or (sign in "|&" and chained and not (sign == "|" and projects)):
            if chained and sign != "|":
                self._is_a(Role.ANOTHER_LABEL)
            self._await = Await.LABEL
        else:
            self._await = Await.OPERAND

    def _dynamic_label(self, token: Token) -> None:
        """A label that an expression computes, as in n:$(x) and n:$any(x)."""
        if self._await != Await.LABEL or self._peek().text != "(":
            raise self._refused("after $ stands the name of a parameter, without a space", token)
        self._take()
        self._push(Frame(")", of="label"))

    def _label_ended(self) -> None:
        self._is_a(Role.LABEL)
        self._await = Await.MORE
        self._labelled = self._next - 1

    def _type(self) -> None:
        """A type, as after IS TYPED: its words come from a closed list."""
        while True:
            token = self._peek()
            with_zone = token.keyword == "WITH" and self._peek(1).keyword in ("TIME", "TIMEZONE")
            if not (with_zone or token.keyword in words.TYPES or token.text in ("<", ">", "|", "!")):
                break
            self._take()
        self._await = Await.MORE

    # Brackets

    def _open(self, token: Token) -> None:
        if self._await == Await.NEXT:
            raise self._refused(_NEXT, token)
        if self._await == Await.CLAUSE:
            if token.text != "(" or self._frame.of not in ("EXISTS", "COUNT"):
                raise self._refused("here a query begins", token)
            self._frame.pattern = True
        if token.text == "(" and self._frame.pattern and self._await != Await.LABEL:
            self._is_a(Role.NODE)
        if token.text == "{":
            self._push(Frame("}"))
            self._await = Await.KEY
        elif token.text == "[":
            if self._await == Await.MORE:
                self._is_a(Role.SUBSCRIPT)
            related = self._before().text == "-" and self._await == Await.OPERAND
            self._push(Frame("]", pattern=related))
        elif self._await == Await.LABEL:
            self._push(Frame(")", of="label"))
            self._await = Await.LABEL
        elif self._await == Await.MORE and not self._frame.pattern:
            raise self._refused("before this bracket an operator or a comma is missing", token)
        else:
            self._push(Frame(")", pattern=self._frame.pattern))

    def _close(self, token: Token) -> None:
        frame = self._frame
        if token.text != frame.end or frame.cases or self._await == Await.CLAUSE:
            raise self._refused("this bracket closes nothing, or what it closes is not complete", token)
        self._frames.pop()
        self._await = Await.NEXT if frame.of in ("CALL", "procedure") else Await.MORE
        self._yields = frame.of == "procedure"
        if frame.of == "label":
            self._label_ended()
