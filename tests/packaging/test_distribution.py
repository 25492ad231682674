import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions

import pytest

from api import VERSION
from tests.packaging.contents import ROOT, packages, shipped

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = PROJECT["project"]["name"]


def top_level(distribution: Distribution) -> set[str]:
    """The first part of every file that a distribution installs, endings of modules aside."""
    return {re.split(r"\.(?:py|so|pyd|[a-z]+-)", path.parts[0])[0] for path in distribution.files or ()}


def others() -> Iterator[Distribution]:
    return (found for found in distributions() if found.metadata["Name"] != NAME)


@pytest.mark.parametrize("package", packages())
def test_no_dependency_ships_a_module_or_package_of_our_name(package: str) -> None:
    clashing = {found.metadata["Name"] for found in others() if package in top_level(found)}
    assert not clashing


def test_top_level_names_of_dependencies_are_read_at_all() -> None:
    names = {name for found in others() for name in top_level(found)}
    assert names >= {"rdflib", "typer", "yaml"}


def test_version_of_the_application_is_that_of_the_project() -> None:
    assert PROJECT["project"]["version"] == VERSION


def test_packages_of_the_project_are_the_folders_that_import_linter_watches() -> None:
    assert PROJECT["tool"]["importlinter"]["root_packages"] == packages()


@pytest.mark.parametrize("ending", [".ttl", ".csv", ".yaml", ".rq", ".html", ".css", ".jsonld", ".schema.json"])
def test_packages_hold_data_of_each_kind(ending: str) -> None:
    assert any(name.endswith(ending) for name in shipped())


def test_license_is_the_full_text_of_apache_2_0() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX: How to apply the Apache License to your work" in text
