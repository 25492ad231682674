"""Closed vocabularies of the claim tables, each a word that stands in a seed row as it is."""

from enum import StrEnum
from typing import Self

from ontology.errors import InvalidValue


class Word(StrEnum):
    """A closed vocabulary; ``parse`` raises InvalidValue that lists the words."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the member written ``text``."""
        try:
            return cls(text)
        except ValueError:
            raise InvalidValue(cls.__name__.lower(), text, ", ".join(cls)) from None


class Status(Word):
    """How a claim stands to the facts: forecasts and targets never meet what was measured."""

    ACTUAL = "actual"
    PLANNED = "planned"
    FORECAST = "forecast"
    TARGET = "target"
    RECOMMENDED = "recommended"


class Measure(Word):
    """What the number of an observation is, in regard to its indicator."""

    LEVEL = "level"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    MEAN_GROWTH = "mean-growth"
    RATIO = "ratio"
    SHARE = "share"
    RANK = "rank"
    INDEX = "index"


class Time(Word):
    """How the number relates to its period: at its end, over it, added up to its end, per year of it."""

    AT = "at"
    OVER = "over"
    CUMULATIVE = "cumulative"
    PER_YEAR = "per-year"


class Phase(Word):
    """Before or after a change that the source describes."""

    BEFORE = "before"
    AFTER = "after"


class PeriodBasis(Word):
    """Whether the source states the period, or the context gives it."""

    STATED = "stated"
    INFERRED = "inferred"


class Role(Word):
    """What a context passage shows that the stating span does not."""

    VALUE = "value"
    UNIT = "unit"
    SUBJECT = "subject"
    OBJECT = "object"
    DATE = "date"
    PRODUCER = "producer"
    SCOPE = "scope"


class Basis(Word):
    """Why an intervention supports the regions of a tier (see ``graph/derive/support.py``)."""

    OWN = "own"
    WITHIN = "within"
    NAMED = "named"
    IMPLEMENTS = "implements"
    NATIONAL = "national"


class Reason(Word):
    """Why figures or statements disagree (see ``graph/derive/conflicts.py``)."""

    DATE = "date"
    DEFINITION = "definition"
    PRODUCER = "producer"
    ROUNDING = "rounding"
    FORECAST = "forecast"
    CONTRADICTION = "contradiction"
