"""Our names belong to us."""

import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]


def our_names() -> set[str]:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    return {name.removesuffix(".py") for name in wheel["include"]} | {"bench", "tests", "tingshu_client"}


def test_our_top_level_names_belong_to_no_other_distribution() -> None:
    """In an editable install another distribution's package of the same name would win over ours."""
    owners = packages_distributions()
    taken = {name: owners[name] for name in our_names() & owners.keys()}
    assert {name: set(by) - {"tingshu"} for name, by in taken.items() if set(by) - {"tingshu"}} == {}


def test_every_package_and_module_at_the_top_is_named_in_the_distribution() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    modules = {file.stem for file in ROOT.glob("*.py")}
    assert packages | modules <= our_names()
