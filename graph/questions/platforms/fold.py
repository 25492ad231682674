"""One row for each platform and status."""  # noqa: INP001 # a question's folder is no package: its fold is loaded by path

from collections.abc import Mapping, Sequence

from graph.catalogue.profiles import Shape, profiles
from graph.catalogue.rows import Row
from graph.store import Bound

SHAPE = Shape(
    thing="platform",
    columns={
        "kinds": "kind",
        "industries": "inIndustry",
        "operators": "operatedBy",
        "developers": "develops",
        "regions": "locatedIn",
    },
    given={
        "kind": "kind",
        "industry": "inIndustry",
        "region": "locatedIn",
        "operator": "operatedBy",
        "developer": "develops",
    },
)


def fold(rows: list[Row], values: Mapping[str, Sequence[Bound]]) -> list[Row]:
    """The platforms that have all that was asked for."""
    return profiles(rows, values, SHAPE)
