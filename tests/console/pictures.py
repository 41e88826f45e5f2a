"""The pictures of docs/console.md and README.md, from those that the tests leave: `python -m tests.console.pictures`.

They are those of the last `make test-console` and of the walk in `make test-all`, in fewer colours.
"""

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
TAKEN, KEPT = ROOT / "out" / "pictures", ROOT / "docs" / "pictures"
LARGEST = 150 * 1024
HEIGHT = 1_300
"""Pixels that are kept of a long page."""
PICTURES = {
    "to-do": "home-zh",
    "check": "walk-10-record_service-check",
    "approve": "walk-06-approve_notices",
    "opinion": "walk-04-give_opinion",
    "case": "case-zh",
    "clock": "case-clocks-statement-zh",
}


def main() -> None:
    KEPT.mkdir(exist_ok=True)
    for name, taken in PICTURES.items():
        whole = Image.open(TAKEN / f"{taken}.png").convert("RGB")
        part = whole.crop((0, 0, whole.width, min(whole.height, HEIGHT)))
        small = part.quantize(64, dither=Image.Dither.NONE)
        small.save(KEPT / f"{name}.png", optimize=True)
        size = (KEPT / f"{name}.png").stat().st_size
        if size > LARGEST:
            raise SystemExit(f"{name}.png: {size} bytes")


if __name__ == "__main__":
    main()
