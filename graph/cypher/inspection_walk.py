"""One walk over the tokens of a Cypher text: which words stand where a clause can begin."""

from collections.abc import Callable

from graph.cypher import inspection_words as words
from graph.cypher.inspection_calls import objection
from graph.cypher.inspection_clauses import READS, Clauses
from graph.cypher.inspection_cursor import END, Await, Frame, Role
from graph.cypher.inspection_limits import too_deep, too_long_cases, too_many, too_many_joins, too_many_parts
from graph.cypher.tokens import Kind, Token, place
from ontology.errors import InvalidQuery

_FIRST = f"a query begins with {', '.join(sorted(words.BEGINNING))}; {READS}"


class Walk(Clauses):
    """Reads a text once; ``walk`` raises InvalidQuery, or says where the text to send ends."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._takers: dict[Kind, Callable[[Token], None]] = {
            Kind.WORD: self._word,
            Kind.NAME: self._name,
            Kind.PARAMETER: self._literal,
            Kind.STRING: self._literal,
            Kind.NUMBER: self._literal,
            Kind.PUNCTUATION: self._punctuation,
            Kind.JUNK: self._junk,
        }

    def walk(self) -> int:
        """Take every token; where the text ends without its semicolon."""
        if not self._tokens:
            raise InvalidQuery("there is no query in the text")
        if found := too_many(self._tokens):
            raise self._refused(*found)
        for index, token in enumerate(self._tokens):
            if reason := objection(self._tokens, index):
                raise self._refused(reason, token)
        end = self._walked()
        for limit in (too_many_parts, too_many_joins, too_deep, too_long_cases):
            if found := limit(self._tokens, self._roles):
                raise self._refused(*found)
        return end

    def _walked(self) -> int:
        while self._next < len(self._tokens):
            token = self._take()
            if token.text == ";" and len(self._frames) == 1:
                return self._ended(token)
            self._takers[token.kind](token)
        if len(self._frames) > 1 or self._frame.cases or self._await == Await.CLAUSE:
            raise InvalidQuery("the query is not complete", *place(self._text, len(self._text)))
        return len(self._text)

    def _ended(self, semicolon: Token) -> int:
        if self._peek() is not END:
            raise self._refused("one query at a time: nothing may follow `;`", self._peek())
        if self._await == Await.CLAUSE or self._frame.cases:
            raise self._refused("the query is not complete", semicolon)
        return semicolon.at

    def _word(self, token: Token) -> None:
        named = self._await == Await.LABEL or (self._await == Await.KEY and self._peek().text == ":")
        if self._await == Await.CLAUSE:
            self._begin(token)
        elif named or self._await == Await.KEY:
            self._name(token)
        elif self._await == Await.OPERAND:
            if not self._prefix(token):
                self._name(token)
        elif not self._infix(token):
            self._clause(token)

    def _begin(self, token: Token) -> None:
        """The first word of a query, or of the pattern of an EXISTS or COUNT."""
        if token.keyword in words.BEGINNING and self._peek().text != "=":
            self._clause(token)
            return
        if self._frame.of in ("EXISTS", "COUNT"):
            self._frame.pattern = True
            if token.keyword in words.MODES:
                self._next -= 1
                self._match()
                self._await = Await.OPERAND
                return
            paths = token.keyword in ("SHORTESTPATH", "ALLSHORTESTPATHS")
            if paths or self._peek().text == "=":
                self._operand(token)
                return
            if token.keyword in words.SELECTORS and self._selector():
                self._await = Await.OPERAND
                return
        raise self._refused(f"{token.text}: {_FIRST}", token)

    def _prefix(self, token: Token) -> bool:
        """Whether the word goes before an operand, or begins a subquery; takes it."""
        keyword, before, frame = token.keyword, self._before(), self._frame
        if keyword in words.SUBQUERIES and self._peek().text == "{":
            self._take()
            self._push(Frame("}", of=keyword, query=True))
            self._await = Await.CLAUSE
        elif keyword == "CASE":
            frame.cases += 1
            self._is_a(Role.CASE)
        elif keyword == "WHERE" and before.text in ("(", "["):
            frame.pattern = False
        elif keyword == "IS" and (before.keyword == "WHEN" or frame.cases):
            self._is(token)
        elif keyword in ("STARTS", "ENDS") and frame.cases and self._peek().keyword == "WITH":
            self._take()
        elif frame.pattern and keyword in words.SELECTORS:
            return self._selector()
        else:
            return (
                keyword == "NOT"
                or (keyword == "WHEN" and before.keyword == "CASE")
                or (keyword == "DISTINCT" and (before.keyword in ("RETURN", "WITH") or before.text == "("))
                or (keyword in words.SIDES | {"FROM"} and frame.of == "trim")
            )
        return True

    def _selector(self) -> bool:
        """Whether this is ANY SHORTEST, SHORTEST 2 GROUPS and the like before a path; takes it all."""
        ahead = 0
        while self._peek(ahead).keyword in words.SELECTORS or self._peek(ahead).kind == Kind.NUMBER:
            ahead += 1
        if self._peek(ahead).text != "(":
            return False
        self._next += ahead
        return True

    def _infix(self, token: Token) -> bool:
        """Whether the word goes on with an expression; takes it."""
        keyword, frame = token.keyword, self._frame
        if self._await == Await.NEXT:
            return False
        if keyword in words.INFIX or (keyword == "FROM" and frame.of == "trim"):
            self._await = Await.OPERAND
        elif keyword == "WHERE":
            frame.pattern = False
            self._await = Await.OPERAND
        elif keyword in ("STARTS", "ENDS"):
            self._expect("WITH", after=token)
            self._await = Await.OPERAND
        elif keyword == "IS":
            self._is(token)
        elif keyword == "AS":
            self._alias(token)
        elif keyword == "END" and frame.cases:
            frame.cases -= 1
            self._is_a(Role.CASE_END)
        elif keyword not in words.DIRECTIONS:
            return False
        return True

    def _is(self, token: Token) -> None:
        negated = self._follows("NOT")
        if self._peek().keyword in words.FORMS:
            self._take()
            self._expect("NORMALIZED", after=token)
            self._await = Await.MORE
        elif self._follows("NULL") or self._follows("NORMALIZED"):
            self._await = Await.MORE
        elif self._follows("TYPED"):
            self._type()
        elif self._peek().text == "::":
            self._take()
            self._type()
        elif negated:
            raise self._refused("after IS NOT stands NULL, NORMALIZED, TYPED or ::", token)
        else:
            self._await = Await.LABEL

    def _alias(self, token: Token) -> None:
        alias = self._peek()
        if alias.kind not in (Kind.WORD, Kind.NAME):
            raise self._refused("after AS stands a name", token)
        self._take()
        self._await = Await.MORE
