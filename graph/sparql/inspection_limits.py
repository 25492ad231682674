"""How deep and how long a query may be: far below where the engine's recursion overflows a worker's stack.

Measured on pyoxigraph 0.5.13, each in a process and thread of its own. Nests of `{`, EXISTS, IF, subselects and GRAPH
were run with a stack of 256 MiB; the other numbers were found with 4 MiB and multiplied by 64 (where both were run
they differ by less than a tenth). "Slow" ran into seconds of planning before the stack was spent, so that only the
deadline ends it, and where it would overflow is not known; the number is how far it was seen to hold.

============================================  ===================  =====================
kind                                          stack overflows at   counted as
============================================  ===================  =====================
``{{{…``, ``SELECT * {SELECT * {…``           75,000; 86,000       depth
``GRAPH ?g {…``                               100,000              depth
``NOT EXISTS {…``, ``IF(true, IF(…``          27,000; 31,000       depth
``STR(STR(…``, ``(((…``                       31,000; 150,000      depth
``<<( ?s ?p <<( …``                           200,000              depth, two each
``1+1+1…``, ``- * /`` likewise                230,000              chain
``{} UNION {}…``, ``OPTIONAL {}…``            210,000              chain
``MINUS {…}…``, ``BIND(…)…``                  85,000               chain
``a|b|c…``, ``&&``, ``||``                    slow; 250,000 held   chain
``a/b/c…``, ``OPTIONAL {?a ?b ?c}…``          slow; 30,000 held    chain
``!!!…``                                      not by 100,000       depth
triple patterns, ``;``, ``,``                 slow; 6,000 held     patterns
``IN (1, 2…)``, ``VALUES``, ``CONCAT``        not by 100,000       nothing
``ORDER BY ?a``, ``GROUP BY ?a``, ``FROM``    not by 100,000       nothing
``(… AS ?v)``, ``ORDER BY (…)``, DESCRIBE     85,000               chain
============================================  ===================  =====================
"""

MAX_DEPTH = 200  # brackets open at once, and prefix operators in a row; people need about 20
MAX_CHAIN = 10_000  # operators, groups and calls in the brackets that are open at once
MAX_PATTERNS = 20_000  # full stops, semicolons and commas between triple patterns, in the whole text

_OPERATORS = frozenset(["/", "|", "+", "-", "*", "&&", "||", "^", "!", "=", "!=", "<", ">", "<=", ">=", "?", "~"])
_SIGNS = frozenset("+-")  # of numbers too: in braces these are no chain
_PREFIXES = frozenset("!+-^")
_SEPARATORS = frozenset(".;,")


class Depths:
    """The brackets that are open, and the lengths of the chains within them. Its answers are reasons to refuse."""

    def __init__(self) -> None:
        self.innermost = ""
        self._open: list[tuple[str, int]] = []  # what surrounds each bracket, and the chain before it
        self._chain = 0  # along all the brackets that are open
        self._run = 0
        self._patterns = 0

    def opened(self, bracket: str) -> str | None:
        """Go down. Groups are links of the chain around them, and so are calls and collections in a group."""
        if bracket in ("{", "data") or (bracket == "(" and self.innermost in ("", "{")):
            self._chain += 1
        self._open.append((self.innermost, self._chain))
        self.innermost = bracket
        self._run = 0
        return f"brackets are open more than {MAX_DEPTH} deep" if len(self._open) > MAX_DEPTH else self._too_long()

    def closed(self, token: str) -> None:
        """Go up, and forget the chains within."""
        self._run = 0
        if self._open and (token != ">>" or self.innermost == "<<"):  # noqa: S105 # a token of the grammar, not a secret
            self.innermost, self._chain = self._open.pop()

    def operator(self, token: str) -> str | None:
        """Count what stands between operands or statements."""
        if token in _SEPARATORS:
            self._run = 0
            self._patterns += self.innermost != "("
            return f"more than {MAX_PATTERNS} triple patterns" if self._patterns > MAX_PATTERNS else None
        if token not in _OPERATORS or (token in _SIGNS and self.innermost != "("):
            self._run = 0
            return None
        self._run = self._run + 1 if token in _PREFIXES else 0
        self._chain += 1
        return f"more than {MAX_DEPTH} operators in a row" if self._run > MAX_DEPTH else self._too_long()

    def operand(self, *, described: bool) -> str | None:
        """End a run of prefix operators; what is ``described`` is a link of a chain."""
        self._run = 0
        if not described:
            return None
        self._chain += 1
        return self._too_long()

    def _too_long(self) -> str | None:
        return f"a chain of more than {MAX_CHAIN} operators, groups and calls" if self._chain > MAX_CHAIN else None
