"""The published schema: nothing untyped in it, everything closed, and every address with its answer."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from api.app import create_app
from api.catalogue import PUBLIC
from desk.forms import DAY
from domain.characters import A_LINE, LAYOUT, LINES, unprintable
from installation.examples import bodies

ANY_JSON = {
    ("components", "schemas", "CatalogueEntry", "properties", "schema"),
    ("components", "schemas", "JsonValue"),
}
"""Where a value is truly any JSON: a schema within the catalogue, the body of another move in a step on paper."""


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    given: Any = SimpleNamespace(version="1", examples=bodies(), away=())
    return create_app(given).openapi()


def nodes(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield every object of the description, but not what is only an example or a default."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            if key not in ("example", "default", "security", "mapping"):
                yield from nodes(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from nodes(inner, (*path, str(place)))


def untyped(described: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        path
        for path, node in nodes(described)
        if not node
        or (node.get("type") == "object" and "properties" not in node and not _typed_map(node))
        or node.get("additionalProperties") is True
    ]


def _typed_map(node: dict[str, Any]) -> bool:
    return isinstance(node.get("additionalProperties"), dict) and bool(node["additionalProperties"])


def test_nothing_is_untyped(described):
    assert set(untyped(described)) == ANY_JSON


def test_an_untyped_value_is_seen_at_any_depth():
    planted = {"a": [{"type": "object"}], "b": {"items": {}}, "c": {"additionalProperties": True}}
    assert untyped(planted) == [("a", "0"), ("b", "items"), ("c",)]


def test_every_object_is_closed(described):
    open_ = [p for p, n in nodes(described["components"]["schemas"]) if "properties" in n and "type" in n]
    assert open_
    for path, node in nodes(described["components"]["schemas"]):
        if node.get("type") == "object" and "properties" in node:
            assert node["additionalProperties"] is False, path


def test_every_text_that_comes_in_says_how_long_it_may_be(described):
    for path, item in described["paths"].items():
        for operation in item.values():
            for parameter in operation["parameters"]:
                schema = parameter.get("schema", {"maximum": 0})
                bounds = {"pattern", "enum", "maximum", "format", "const", "$ref"}
                if schema.get("type") == "array":
                    assert schema["maxItems"] <= 20, (path, parameter)
                    schema, bounds = schema["items"], bounds | {"maxLength"}
                assert schema.get("type") == "boolean" or schema.keys() & bounds, (path, parameter)


def test_every_operation_has_its_answer_and_its_problems(described):
    for path, item in described["paths"].items():
        for operation in item.values():
            answers = operation["responses"]
            assert any(status.startswith("2") for status in answers), path
            assert {"400", "406", "422", "500"} <= answers.keys(), path
            assert path in PUBLIC or "401" in answers
            for status, answer in answers.items():
                assert "$ref" in answer or answer["content"], (path, status)


def test_the_form_of_a_day_fits_each_day_of_two_centuries_and_no_other():
    written = [f"{y}-{m:02}-{d:02}" for y in range(1890, 2110) for m in range(14) for d in range(33)]
    first, last = date(1900, 1, 1), date(2099, 12, 31)
    days = {str(first + timedelta(days=n)) for n in range((last - first).days + 1)}
    assert {one for one in written if DAY.fits(one)} == days


def test_what_the_schema_says_of_texts_the_door_holds_too():
    for point in range(0x10000):
        one = f"{chr(point)}x"
        if not re.search(LINES, one):
            assert unprintable(one)
        if not re.search(A_LINE, one):
            assert unprintable(one) or chr(point) in LAYOUT
    assert not re.search(A_LINE, " \u3000")
    assert re.search(A_LINE, "")


def test_every_model_has_a_name_of_its_own(described):
    """A name with a hyphen or underscores is pydantic's way out of two models of one name: `api.schemas` names them."""
    models = described["components"]["schemas"]
    assert [name for name in models if not name.isalnum()] == []
    assert [name for name, model in models.items() if model.get("title", name) != name] == []
