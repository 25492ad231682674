"""Which texts parameters take, as regular expressions: binding checks them, and the OpenAPI document shows them.

They are written in what ECMA-262 and Python read alike, and fit a text as a whole.
"""

import re

TEXT = r"[^\u0000-\u001f\u007f-\u009f]*"
"""Any text without control characters."""
SOME_TEXT = TEXT.removesuffix("*") + "+"
SEGMENT = SOME_TEXT.replace("[^", "[^/")
"""A text that is one part of a path."""

_YEAR = "[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000"  # there is no year 0
_FOURTH = "0[48]|[2468][048]|[13579][26]"  # of 01 to 99 those that 4 divides
_LEAP = f"[0-9]{{2}}({_FOURTH})|({_FOURTH})00"
_LONG, _SHORT = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(0[1-9]|1[0-9]|2[0-8])"

DATE = f"(({_YEAR})(-(Q[1-4]|0[1-9]|1[0-2]|{_LONG}|{_SHORT}|{_FEBRUARY}))?|({_LEAP})-02-29)"
"""A day, a month, a quarter or a year that there is."""
INTEGER = "-?[0-9]{1,17}"

_DATE, _INTEGER = re.compile(DATE), re.compile(INTEGER)


def whole(pattern: str) -> str:
    """The pattern of a whole text, as JSON Schema has it."""
    return f"^{pattern}$"


def is_date(text: str) -> bool:
    """Whether a text is a date as parameters take it."""
    return _DATE.fullmatch(text) is not None


def is_integer(text: str) -> bool:
    """Whether a text is a whole number in ASCII digits, and of a sensible length."""
    return _INTEGER.fullmatch(text) is not None
