"""What a question takes and gives, for the command line: ``tidu ask NAME --about``."""

from urllib.parse import quote

import typer

from graph.catalogue.definition import Asked, Column, Parameter


def about(asked: Asked, lang: str) -> None:
    """Print title, description, parameters, columns, and a command and an address that answer."""
    definition = asked.definition
    lines = [getattr(definition.title, lang), "", *_folded(getattr(definition.description, lang)), ""]
    lines += [_parameter(parameter, lang) for parameter in definition.parameters]
    lines += ["", "columns: " + ", ".join(_column(column, lang) for column in asked.visible)]
    given = [f"{p.name}={p.example}" for p in definition.parameters if p.required]
    lines += ["", " ".join(["tidu ask", asked.name, *(f"'{each}'" if " " in each else each for each in given)])]
    lines += [f"/api/v1{_address(asked)}"]
    typer.echo("\n".join(lines))


def _folded(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


def _parameter(parameter: Parameter, lang: str) -> str:
    notes = ["required"] if parameter.required else []
    notes += [f"default {parameter.default}"] if parameter.default is not None else []
    notes += ["may be repeated"] if parameter.many else []
    noted = f" [{', '.join(notes)}]" if notes else ""
    return f"  {parameter.name}={parameter.example}{noted}  {getattr(parameter.title, lang)}: {parameter.accepts}"


def _column(column: Column, lang: str) -> str:
    return f"{column.name} ({getattr(column.title, lang)})"


def _address(asked: Asked) -> str:
    """The second address with the examples of its parameters, or the first."""
    given = {p.name: quote(p.example, safe="/") for p in asked.definition.parameters if p.required}
    if asked.definition.route:
        path = asked.definition.route.format_map(given)
        rest = [name for name in given if name not in asked.definition.in_route]
    else:
        path, rest = f"/questions/{asked.name}", list(given)
    return path + ("?" + "&".join(f"{name}={given[name]}" for name in rest) if rest else "")
