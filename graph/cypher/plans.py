"""What Neo4j itself says that a query would do, before it does it. Inspection stands alone; this stands behind it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from neo4j import ResultSummary

from graph.cypher.allowed import PROCEDURES
from ontology.errors import InvalidQuery

# by how the names of operators begin; those that read begin otherwise, and a new one that does is refused, not run
_DOES_MORE = re.compile(
    r"Create|Merge|Set|Remove|Delete|Detach|Foreach|LoadCSV|Transaction|Show|Terminate|Drop(?!Result)|Alter|Rename|Grant|Deny|"
    r"Revoke|Start|Stop|Enable|Deallocate|Reallocate|Admin|System|Locking|LockNodes|Do|AssertSameNode|Subquery|"
    r"CommunityAdministration|EnterpriseAdministration|Command|Use|RunQueryAt"
)
_PROCEDURE = re.compile(r"([\w.`]+)\(")


def check(summary: ResultSummary) -> None:
    """Refuse what is more than reading; raises InvalidQuery."""
    if summary.query_type != "r" or summary.plan is None:
        raise InvalidQuery("only queries that read are answered here")
    for operator, details in _operators([summary.plan]):
        if operator == "ProcedureCall":
            _check_procedure(details)
        elif _DOES_MORE.match(operator):
            raise InvalidQuery(f"only queries that read are answered here; this one would do {operator}")


def _check_procedure(details: str) -> None:
    found = _PROCEDURE.match(details)
    name = found[1].replace("`", "") if found else details[:100]
    if name not in PROCEDURES:
        raise InvalidQuery(f"the procedure {name} is not called here; these are: {', '.join(sorted(PROCEDURES))}")


def _operators(plans: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    """The operators of a plan and their details; it is deep for long queries, so there is no recursion."""
    left = list(plans)
    while left:
        plan = left.pop()
        arguments = plan.get("args")
        details = arguments.get("Details", "") if isinstance(arguments, Mapping) else ""
        yield str(plan["operatorType"]).partition("@")[0], str(details)
        children = plan.get("children")
        left += children if isinstance(children, list) else []
