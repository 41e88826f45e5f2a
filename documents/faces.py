"""The faces (字体) of the documents: free ones by default, an agency's licensed ones where it names them."""

from collections.abc import Iterable, Mapping

from domain.record import Record

FALLBACK = "Noto Serif CJK SC"
"""Has what the other faces lack: rare characters, rules and brackets."""


class FacesMissing(RuntimeError):
    """A family is named that no font of the folder has."""

    def __init__(self, missing: tuple[str, ...], present: Iterable[str]) -> None:
        there = "、".join(sorted(present))
        super().__init__(
            f"字体目录中没有 {'、'.join(missing)}，有的是 {there}：请在 TINGSHU_FACES_… 中改用这些名称，或者把字体文件放进"
            f" TINGSHU_FONTS 的目录 · the folder of fonts has no such families; it has {there}: name these in"
            " TINGSHU_FACES_…, or put the font files into the folder of TINGSHU_FONTS"
        )
        self.missing = missing


class Faces(Record):
    """Font families, each with those that stand in for it."""

    title: tuple[str, ...] = (FALLBACK,)
    """Red head and title (小标宋)."""
    heading: tuple[str, ...] = ("FandolHei", FALLBACK)
    """Headings (黑体)."""
    kai: tuple[str, ...] = ("FandolKai", FALLBACK)
    """Headings of the second level (楷体)."""
    body: tuple[str, ...] = ("FandolFang R", FALLBACK)
    """Text (仿宋)."""
    digits: tuple[str, ...] = ("FandolKai",)
    """Digits and Latin letters within the text: the lightest there are, as the strokes of FandolFang's characters are."""
    number: tuple[str, ...] = (FALLBACK,)
    """The page number (宋体)."""

    @classmethod
    def named(cls, families: Mapping[str, str]) -> "Faces":
        """Return the faces with those that an agency names; its 仿宋 brings its own digits unless others are named."""
        digits = {"digits": families["body"]} if "body" in families else {}
        given = {**digits, **families}
        return cls.model_validate({role: (family, *_stand_in(role)) for role, family in given.items()})

    def check(self, present: Iterable[str], named: Iterable[str] = ()) -> None:
        """See that every family that was named is there, and of the others one for each use.

        Raises:
            FacesMissing: It is not.
        """
        there = set(present)
        lacking = [family for family in named if family not in there]
        lacking += [
            families[0] for families in self.model_dump().values() if not there.intersection(families)
        ]
        if lacking:
            raise FacesMissing(tuple(dict.fromkeys(lacking)), there)


def _stand_in(role: str) -> tuple[str, ...]:
    return () if role == "digits" else (FALLBACK,)
