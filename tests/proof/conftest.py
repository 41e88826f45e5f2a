"""What reads one search is run together, so that as few processes as can be make it anew."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = [n for n, item in enumerate(items) if item.path.is_relative_to(HERE)]
    ordered = sorted((items[n] for n in places), key=_slice_of)
    for n, item in zip(places, ordered, strict=True):
        items[n] = item


def _slice_of(item: pytest.Item) -> str:
    """The name of the slice that a test reads; empty where it reads none."""
    said = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    slice_ = said.get("slice_") or getattr(said.get("mutant"), "slice", "")
    return getattr(slice_, "name", "")
