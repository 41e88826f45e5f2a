"""The directory (人员目录): one readable file of agencies, persons and, marked as such, demo tokens."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from desk.clock import civil_now
from domain.case.people import Agency, Dated, Person, Role, in_agency
from domain.characters import LAYOUT, described, unprintable

_NOT_BEFORE_A_SCREEN = {Role.SYSTEM, Role.DELIVERY, Role.CLOCK, Role.PARTY}
"""They have interfaces and pages of their own."""


class BadDirectory(ValueError):
    """The file cannot be used; says which entry and why."""


class Directory:
    """Agencies and persons as they are now; a move is stamped with them at its instant.

    Its tokens are the `Identities` (desk.identities) of an installation that has no others.
    """

    def __init__(
        self, agencies: dict[str, Agency], persons: dict[str, Person], tokens: dict[str, str], *, demo: bool
    ) -> None:
        self.agencies = agencies
        self.persons = persons
        self.demo = demo
        """Demo identities, with tokens in the file: never in production."""
        self._tokens = tokens

    @classmethod
    def load(cls, path: Path) -> "Directory":
        """Read the file.

        Raises:
            BadDirectory: It cannot be read, a field is wrong, or an id stands twice.
        """
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise BadDirectory(
                f"{path}: 不能读取（{type(error).__name__}），请核对 TINGSHU_DIRECTORY · "
                f"it cannot be read ({type(error).__name__}): check TINGSHU_DIRECTORY"
            ) from error
        except ValueError as error:
            raise BadDirectory(
                f"{path}: 不是有效的 TOML：{error}，请更正 · it is not valid TOML, correct it: {error}"
            ) from error
        agencies = {a.code: a for a in (_read(Agency, item, path) for item in raw.get("agencies", []))}
        persons: dict[str, Person] = {}
        tokens: dict[str, str] = {}
        for item in raw.get("persons", []):
            token = item.pop("token", None)
            person = _read(Person, item, path)
            _in_order(person, path)
            if person.id in persons:
                raise BadDirectory(f"{path}: {person.id} 出现两次 · stands twice: remove one")
            persons[person.id] = person
            if token:
                tokens[token] = person.id
        return cls(agencies, persons, tokens, demo=bool(raw.get("demo")))

    async def of_token(self, token: str) -> Person | None:
        found = self._tokens.get(token)
        return self._today(found) if found else None

    async def of_id(self, person: str) -> Person | None:
        return self._today(person) if self.demo else None

    def _today(self, person: str) -> Person | None:
        """Whoever asks has the roles of today."""
        found = self.persons.get(person)
        return found and found.as_of(civil_now().date())

    def known(self, who: str) -> Person | None:
        """Return who is meant by a token, or by an id where an id alone is believed."""
        found = self._tokens.get(who) or (who if self.demo else None)
        return self._today(found) if found else None

    def token_of(self, person: str) -> str | None:
        return next((token for token, who in self._tokens.items() if who == person), None)

    def person(self, person: str) -> Person | None:
        return self.persons.get(person)

    def agency(self, code: str) -> Agency | None:
        return self.agencies.get(code)

    def at_screens(self) -> dict[str, list[Person]]:
        """Return who works before a screen, by agency."""
        found: dict[str, list[Person]] = {}
        for person in self.persons.values():
            if not _NOT_BEFORE_A_SCREEN & set(person.roles):
                found.setdefault(person.agency, []).append(person)
        return found

    def holding(self, role: Role, agency: str) -> Iterator[Person]:
        """Yield who has a role in an agency, or over it; who runs the installation runs it for every agency."""
        for person in self.persons.values():
            if person.has(role, civil_now().date()) and in_agency(person, role, agency):
                yield person


T = TypeVar("T", Agency, Person)


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of an entry: all are names, addresses and the like, and are printed as they stand here."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in items:
            yield from _texts(inner, f"{field}.{name}".lstrip("."))


def _read(kind: type[T], item: dict[str, Any], path: Path) -> T:
    for field, text in _texts(item):
        if bad := unprintable(text) or tuple(described(c) for c in LAYOUT.intersection(text)):
            raise BadDirectory(
                f"{path}: {item.get('id') or item.get('code')}: {field}: 含有 {'、'.join(bad)}，请删去，写成一行 · "
                "remove these characters, and write it in one line"
            )
    try:
        # A mistyped name would be passed over, and a relation or a certificate with it.
        return kind.model_validate(item, extra="forbid")
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadDirectory(
            f"{path}: {item.get('id') or item.get('code')}: {where}: {first['msg']}"
        ) from error


def _in_order(person: Person, path: Path) -> None:
    for name in ("offices", "certificates", "relations"):
        dated: tuple[Dated, ...] = getattr(person, name)
        for place, one in enumerate(dated):
            if one.since and one.until and one.until < one.since:
                raise BadDirectory(
                    f"{path}: {person.id}: {name}.{place}: until {one.until} 早于 since {one.since}，请更正 · "
                    f"ends before it begins: correct one of them"
                )
