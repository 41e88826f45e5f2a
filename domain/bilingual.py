"""Words in both languages: what people read is a value, and never cut out of prose."""

from enum import StrEnum
from typing import Any, NamedTuple, Self


class Words(NamedTuple):
    """One sentence or name, Chinese first. Values are put in by name, each in its own language."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} · {self.en}"

    def filled(self, **values: Any) -> "Words":
        """Put values in for `{name}`.

        Raises:
            KeyError: A name has no value.
        """
        if not values:
            return self
        zh = {name: _in_chinese(value) for name, value in values.items()}
        en = {name: _in_english(value) for name, value in values.items()}
        return Words(self.zh.format(**zh), self.en.format(**en))

    def followed_by(self, cure: "Words") -> "Words":
        """Write what is the case and what to do next as one sentence, for a log, a terminal, a `detail`."""
        return Words(f"{self.zh}：{cure.zh}", f"{self.en}: {cure.en}")

    def as_dict(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


class Titled(StrEnum):
    """A closed list whose members have a name in both languages: `DIRECT = "direct", "直接送达", "direct service"`."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.en = zh, en
        return member

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


def _in_chinese(value: Any) -> Any:
    return value.zh if isinstance(value, Words | Titled) else value


def _in_english(value: Any) -> Any:
    return value.en if isinstance(value, Words | Titled) else value


def listed(items: Any) -> Words:
    """Write several things one after the other, as each language does."""
    found = tuple(items)
    return Words("、".join(str(_in_chinese(i)) for i in found), ", ".join(str(_in_english(i)) for i in found))
