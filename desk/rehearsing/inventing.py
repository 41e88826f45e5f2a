"""Invented names (虚构): whatever could make somebody known is replaced, the same by the same; numbers keep their checks."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from pydantic import BaseModel

from desk.rehearsing.supplying import model_in
from domain.labels import label_of
from domain.law.identifiers import birth, valid_citizen_id, valid_uscc
from domain.lengths import Limit, held_by
from domain.procedure.language import Move
from domain.record import Names, marker_of

_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_A_LINE: Final = 200
"""Characters from which a text is more than a code."""
_KEPT: Final = frozenset(
    {"heading", "statute", "article", "discretion_article", "cited", "law", "ground", "time", "profile"}
)
"""Texts that say nothing of anybody, and that rules look at."""
TITLE: Final = "虚构案件（姓名、名称、号码、地址和文字均已替换）"
NUMBER: Final = "2026-0001"


class Invented:
    """What stands for what in one case."""

    def __init__(self, persons: Mapping[str, Any], agencies: Mapping[str, Any]) -> None:
        """`persons` and `agencies` are those of the cast: they are invented already, and stay."""
        self._kept = {**persons, **agencies}
        self._texts: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def body(self, kind: type[Move], body: dict[str, Any]) -> dict[str, Any]:
        """Return the body of a move without anything that is known of anybody."""
        found = self._record(kind, body)
        if kind.opens and "number" in found:
            found["number"] = NUMBER
        return found

    def id(self, known: str) -> str:
        """Return what a person or an agency is called by, which is no name."""
        if known in self._kept or not known or known == "clock":
            return known
        return self._ids.setdefault(known, f"id-{len(self._ids) + 1}")

    def person(self, person: dict[str, Any]) -> dict[str, Any]:
        """Return a person without his name, certificate and relations, whose roles and days are those that they were."""
        found = {**person, "name": self._text("人员", str(person.get("name", "")))}
        for name in ("related_to", "relations", "acts_for"):
            found.pop(name, None)
        if "certificate" in found:
            found["certificate"] = self._text("证件", found["certificate"])
        for certificate in found.get("certificates", ()):
            certificate["number"] = self._text("证件", certificate["number"])
        found["agency"] = self.id(found.get("agency", ""))
        found["supervises"] = [self.id(code) for code in found.get("supervises", ())]
        return {name: value for name, value in found.items() if value not in ("", [])}

    def agency(self, agency: dict[str, Any]) -> dict[str, Any]:
        """Return an agency whose offices are called otherwise."""
        codes = {"supervising_office"}
        return {n: self.id(v) if n in codes else self._text("机关", str(v)) for n, v in agency.items()}

    def _record(self, model: type[BaseModel], value: dict[str, Any]) -> dict[str, Any]:
        limits = held_by(model)
        found = dict(value)
        for name, field in model.model_fields.items():
            if name not in value or name in _KEPT:
                continue
            if marker_of(field, Names) is Names.PERSON or name == "agency":
                found[name] = self._each(value[name], self.id)
            elif name in ("identifier", "identifiers"):
                found[name] = self._each(value[name], self._code)
            elif (inner := model_in(field)) is not None:
                found[name] = self._inner(inner, value[name])
            elif _is_text(limits[name].limit) and marker_of(field, Names) is None:
                label = label_of(field)
                called = label.zh if label else "文字"
                found[name] = self._each(value[name], lambda text, called=called: self._text(called, text))
        return found

    def _inner(self, model: type[BaseModel], value: Any) -> Any:
        if isinstance(value, list):
            return [self._inner(model, one) for one in value]
        return self._record(model, value) if isinstance(value, dict) else value

    def _each(self, value: Any, invent: Any) -> Any:
        if isinstance(value, list):
            return [invent(one) for one in value]
        return invent(value) if isinstance(value, str) else value

    def _text(self, called: str, text: str) -> str:
        if not text or text.startswith("$"):
            return text
        return self._texts.setdefault(text, f"（虚构）{called}{len(self._texts) + 1}")

    def _code(self, identifier: str) -> str:
        if not identifier:
            return identifier
        number = len(self._codes) + 1
        return self._codes.setdefault(identifier, _code(identifier, number))


def _is_text(limit: Limit | None) -> bool:
    return limit is not None and limit.most >= _A_LINE


def _code(identifier: str, number: int) -> str:
    """Return an invented number of the same sort; that of a citizen keeps month and year of birth, on which the law looks."""
    if valid_citizen_id(identifier):
        born = birth(identifier).replace(day=1)
        return next(_checked(f"321102{born:%Y%m%d}{number:03}", "0123456789X", 1, valid_citizen_id))
    if valid_uscc(identifier):
        return next(_checked(f"91321102MA{number:06}", _SIGNS, 2, valid_uscc))
    return f"XG{number:06}"


def _checked(begun: str, signs: str, many: int, is_right: Any) -> Iterator[str]:
    """Yield what begins so and has the right check digits."""
    return (code for ends in product(signs, repeat=many) if is_right(code := begun + "".join(ends)))
