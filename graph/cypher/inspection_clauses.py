"""Names and clauses on the walk over a Cypher text."""

from graph.cypher import inspection_words as words
from graph.cypher.inspection_cursor import END, Await, Frame, Role
from graph.cypher.inspection_signs import Signs
from graph.cypher.tokens import Kind, Token

READS = "only queries that read are answered"


class Clauses(Signs):
    """Takes clauses with the words that belong to them, and names with their properties."""

    def _clause(self, token: Token) -> None:
        keyword, frame = token.keyword, self._frame
        if keyword not in words.CLAUSES or not frame.query or frame.cases or (keyword == "YIELD" and not self._yields):
            raise self._refused(f"{token.text} cannot stand here; {READS}, and a name may need back-ticks", token)
        if keyword in words.BEGINNING:
            self._is_a(Role.CLAUSE)
        frame.pattern = self._yields = False
        self._await = Await.OPERAND
        if keyword == "OPTIONAL":
            self._expect("MATCH", "CALL", after=token)
            token = self._tokens[self._next - 1]
            keyword = token.keyword
        if keyword == "MATCH":
            self._match()
        elif keyword == "CALL":
            self._call(token)
        elif keyword == "ORDER":
            self._expect("BY", after=token)
        elif keyword == "UNION":
            if self._peek().keyword in ("ALL", "DISTINCT"):
                self._take()
            self._await = Await.CLAUSE
        elif keyword == "USING":
            self._hint(token)

    def _match(self) -> None:
        """A match mode, then patterns."""
        self._frame.pattern = True
        for mode in words.MODES.get(self._peek().keyword, ()):
            if self._follows(self._peek().keyword, *mode):
                break

    def _hint(self, token: Token) -> None:
        self._frame.pattern = True
        if self._peek().keyword in words.INDEX_KINDS:
            self._take()
            self._expect("INDEX", after=token)
        else:
            self._expect("INDEX", "SCAN", "JOIN", after=token)
        kind = self._tokens[self._next - 1].keyword
        if kind == "JOIN":
            self._expect("ON", after=token)
            return
        if self._peek(1).text != ":":
            self._follows("SEEK")
        self._hinted(token, brackets=kind == "INDEX")

    def _hinted(self, hint: Token, *, brackets: bool) -> None:
        """A variable, its label, and for an index the names of properties in brackets."""
        for wanted in ("name", ":", "name"):
            token = self._peek()
            if token.text != wanted and (wanted != "name" or token.kind not in (Kind.WORD, Kind.NAME)):
                raise self._refused("after USING stands a hint such as INDEX n:Label(property)", token, hint)
            self._take()
        if brackets and self._peek().text == "(":
            self._take()
            self._push(Frame(")"))
        else:
            self._await = Await.MORE

    def _call(self, token: Token) -> None:
        """A subquery, or a procedure of the list."""
        if self._peek().text == "(":
            self._scope(token)
        if self._peek().text == "{":
            self._take()
            self._push(Frame("}", of="CALL", query=True))
            self._await = Await.CLAUSE
            return
        name = self._peek()
        if name.kind not in (Kind.WORD, Kind.NAME):
            raise self._refused("after CALL stands a procedure, or a subquery in braces", name, token)
        self._dotted(self._take())
        if self._peek().text == "(":
            self._take()
            self._push(Frame(")", of="procedure"))
        else:
            self._await, self._yields = Await.NEXT, True

    def _scope(self, token: Token) -> None:
        """The variables that a subquery takes: names, commas and stars."""
        self._take()
        while self._peek().text != ")":
            inside = self._take() if self._peek() is not END else token
            if inside.kind not in (Kind.WORD, Kind.NAME) and inside.text not in (",", "*"):
                raise self._refused("in the brackets of a subquery stand variables", inside)
        self._take()
        if self._peek().text != "{":
            raise self._refused("after the brackets of a subquery stand its braces", token)

    def _name(self, token: Token) -> None:
        """A name in back-ticks, or a word that is one here."""
        if self._await == Await.LABEL:
            self._label_ended()
        elif self._await == Await.KEY:
            if self._peek().text == ":":
                self._take()
                self._await = Await.OPERAND
            elif self._peek().text in (",", "}"):
                self._await = Await.MORE
            else:
                raise self._refused("here stands a key of a map", token)
        elif self._await == Await.CLAUSE:
            if self._frame.of not in ("EXISTS", "COUNT") or self._peek().text != "=":
                raise self._refused("here a query begins", token)
            self._frame.pattern = True
            self._await = Await.MORE
        elif self._await == Await.OPERAND:
            self._operand(token)
        else:
            raise self._refused("here stands an operator, a comma or the next clause", token)

    def _operand(self, token: Token) -> None:
        """A variable and its properties, or a function."""
        parts = self._dotted(token)
        self._await = Await.MORE
        if self._peek().text != "(":
            return
        name = ".".join(parts).lower()
        self._take()
        self._push(Frame(")", of=name, pattern=name in ("shortestpath", "allshortestpaths")))

    def _dotted(self, token: Token) -> list[str]:
        parts = [token.name]
        while self._peek().text == "." and self._peek(1).kind in (Kind.WORD, Kind.NAME):
            self._take()
            parts.append(self._take().name)
        return parts
