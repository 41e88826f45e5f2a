"""Write the generated page of rehearsals: `python -m desk.rehearsing` (docs/rehearsal.schema.json)."""

from pathlib import Path

from desk.rehearsing.schema import written

if __name__ == "__main__":
    place = Path(__file__).parents[2] / "docs" / "rehearsal.schema.json"
    place.write_text(written(), encoding="utf-8")
