"""A case that notes what is read of it, and what a fact writes of it: by path, such as `parties.notices.waivers`.

A path is a component of the case and a field of it; of a party it goes down to its fields, of its notices and of what
followed its decision one deeper; of a document it is its kind. What a document is called (number, kind, party, subject) and
how many there are is read by everything that makes one, and is no matter of a rule: it is not noted.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from domain.case.case import Case, Parties
from domain.case.documents import Document, Documents
from domain.case.parties import Notices, Party
from domain.case.recovering import Recovery
from domain.record import Computing, Record

Paths = frozenset[str]

CALLED = frozenset({"id", "kind", "party", "about"})
"""What a document is called, whatever has become of it."""
HOLDING: dict[type[Record], set[str]] = {Party: {"recovery"}}
"""Fields that are noted by what is read in them."""


def _components() -> Iterator[tuple[type[Record], str]]:
    """Yield each class of which a component of the case is, with the name of the component."""
    for name, field in Case.model_fields.items():
        (kind,) = [k for k in (field.annotation, *getattr(field.annotation, "__args__", ())) if _is_record(k)]
        yield kind, name


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


PLACES: dict[type[Record], str] = {
    Case: "",
    **dict(_components()),
    Document: "documents",
    Party: "parties",
    Notices: "parties.notices",
    Recovery: "parties.recovery",
}


def _paths(kind: type[Record]) -> dict[str, str]:
    """Where each field of a class stands; not those that are noted by what is read in them, or not at all."""
    if kind is Parties:
        return {"all": "parties"}
    if kind is Case:
        # A component is noted by its fields; whether there is one, where there may be none, by its own name.
        return {"taken_over": "taken_over"}
    holding = {"all"} if kind is Documents else HOLDING.get(kind, set())
    return {name: f"{PLACES[kind]}.{name}" for name in kind.model_fields.keys() - holding - _called(kind)}


def _called(kind: type[Record]) -> frozenset[str]:
    return CALLED if kind is Document else frozenset()


def _read_in(paths: Mapping[str, str], record: Record, name: str) -> str:
    """The path of a field of a record; of a document it is that of its kind."""
    return f"documents.{vars(record)['kind']}" if isinstance(record, Document) else paths[name]


class Tracer:
    """Notes every path that is read while it stands over the classes of a case."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    @contextmanager
    def standing(self) -> Iterator["Tracer"]:
        """Let it stand over every case there is, for as long as this lasts."""
        for kind in PLACES:
            paths = _paths(kind)
            type.__setattr__(kind, "__getattribute__", self._reading(paths))
            type.__setattr__(kind, "__eq__", self._comparing(paths, kind.__eq__))
        try:
            yield self
        finally:
            for kind in PLACES:
                type.__delattr__(kind, "__getattribute__")
                type.__delattr__(kind, "__eq__")

    def _reading(self, paths: Mapping[str, str]) -> Callable[[Any, str], Any]:
        plain, note = object.__getattribute__, self.read.add

        def read(record: Any, name: str) -> Any:
            if name in paths:
                note(_read_in(paths, record, name))
            elif name == "model_dump":
                self._whole(paths, record)
            return plain(record, name)

        return read

    def _comparing(
        self, paths: Mapping[str, str], plain: Callable[[Any, Any], Any]
    ) -> Callable[[Any, Any], Any]:
        def equal(record: Any, other: Any) -> Any:
            self._whole(paths, record)
            return plain(record, other)

        return equal

    def _whole(self, paths: Mapping[str, str], record: Record) -> None:
        self.read |= {_read_in(paths, record, name) for name in paths}

    def during(self, act: Callable[[], object]) -> Paths:
        """What is read while something is done."""
        self.read.clear()
        act()
        return frozenset(self.read)


def forget(case: Case) -> Case:
    """Let a case forget what it has computed, and return it: what was kept from before would be read unseen."""
    for record in (case, *vars(case).values()):
        if isinstance(record, Computing):
            _forget(record)
    for party in vars(vars(case)["parties"])["all"]:
        for record in (party, *vars(party).values()):
            if isinstance(record, Computing):
                _forget(record)
    return case


def _forget(record: Computing) -> None:
    kept = vars(record)
    for name in kept.keys() - type(record).model_fields.keys():
        del kept[name]


def written(before: Case, after: Case) -> Iterator[str]:
    """Yield the paths in which two cases differ."""
    for name in Case.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old is new or old == new:
            continue
        if isinstance(new, Parties):
            yield from _parties(old, new)
        elif isinstance(new, Documents):
            yield from (f"documents.{d.kind}" for d in new.all if old.get(d.id) != d)
        elif old is None or name == "taken_over":
            yield name
        else:
            yield from _fields(name, old, new)


def _fields(place: str, old: Record, new: Record) -> Iterator[str]:
    for name in type(new).model_fields:
        if getattr(old, name) != getattr(new, name):
            yield f"{place}.{name}"


def _parties(old: Parties, new: Parties) -> Iterator[str]:
    if old.by_number.keys() != new.by_number.keys():
        yield "parties"
    for party in new.all:
        before = old.by_number.get(party.id)
        if before is None or before == party:
            continue
        for path in _fields("parties", before, party):
            if path == "parties.notices":
                yield from _notices(before, party)
            elif path == "parties.recovery":
                yield from _fields(path, before.recovery, party.recovery)
            else:
                yield path


def _notices(old: Party, new: Party) -> Iterator[str]:
    if len(old.notices) != len(new.notices):
        yield "parties.notices"
    for before, after in zip(old.notices, new.notices, strict=False):
        yield from _fields("parties.notices", before, after)


def present(case: Case) -> frozenset[str]:
    """The paths of a case where there is something."""
    places: list[tuple[str, Record]] = [(n, vars(case)[n]) for n in Case.model_fields if vars(case)[n]]
    for party in case.parties.all:
        places += [("parties", party), ("parties.recovery", party.recovery)]
        places += [("parties.notices", notices) for notices in party.notices]
    found = {f"{place}.{name}" for place, record in places for name, value in vars(record).items() if value}
    return frozenset(found | {f"documents.{d.kind}" for d in case.documents.all})


def meets(write: str, read: str) -> bool:
    """Whether what is written is what is read, or holds it: a new party has all that a party has."""
    return read == write or read.startswith(f"{write}.")
