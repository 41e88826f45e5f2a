"""What stands below a field in the source is what its schema says of it."""

from domain.case.people import Agency
from domain.procedure.language import Move
from domain.record import Described


class Base(Described):
    first: str = ""
    """Said of the first."""


class Further(Base):
    second: str = ""
    """Said of the second,
    on two lines."""
    third: str = ""


def test_a_field_is_described_by_what_stands_below_it_and_so_is_one_that_was_inherited():
    described = {n: f.get("description") for n, f in Further.model_json_schema()["properties"].items()}
    assert described == {
        "first": "Said of the first.",
        "second": "Said of the second,\non two lines.",
        "third": None,
    }


def test_a_label_says_more_than_the_source_and_wins():
    properties = Move.model_json_schema()["properties"]
    assert properties["together_with"]["description"].startswith("纸面会签的")
    assert Agency.model_json_schema()["properties"]["court"]["description"] == (
        "The court at which suit may be brought."
    )
