"""Making one move (办理): the body as it was typed becomes a request, made or only tried."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.documents import uploader
from cli.fields import with_files
from desk.errors import Unknown
from desk.fields.choices import FILES, shortened
from desk.fields.form import every_field
from desk.fields.source import Known
from desk.fields.typed import numbers_of
from desk.requests import Asked
from desk.trial import Trial, tried
from domain.case.case import Case
from domain.case.people import Person
from domain.procedure.language import Move
from domain.procedure.receipts import Receipt

if TYPE_CHECKING:
    from desk.services import Services


@dataclass
class Making:
    """One move in one case, by one person, under one key however often it is tried."""

    services: "Services"
    by: Person
    agency: str
    number: str
    kind: type[Move]
    key: str
    expects: int | None
    dry_run: bool

    async def make(self, body: dict[str, Any]) -> Receipt | Trial:
        """Make the move, or only try it."""
        files = {field.path[-1] for field in every_field(self.kind) if field.source is FILES}
        body = numbers_of(self.kind, await with_files(body, files, self.upload))
        if paths := list(_shortened_in(self.kind, body)):
            known = await self.known()
            for holder, name, source in paths:
                holder[name] = shortened(known, source, holder[name])
        asked = Asked(self.by, self.kind.name, body, self.key, expects=self.expects)
        if self.dry_run:
            at = await self.services.reading.now_of(self.by, self.agency, self.number)
            return tried(*await self.services.desk.dry_run(self.agency, self.number, asked, at=at))
        return await self.services.desk.perform(self.agency, self.number, asked)

    async def upload(self, path: Path) -> str:
        """Upload a file as this person; return its SHA-256."""
        return await uploader(self.services.uploads, self.by)(path)

    async def known(self, party: int | None = None) -> Known:
        """Return what the choices of a form are taken from; who may not read the case has none from it."""
        directory = self.services.desk.directory
        people = tuple(p for p in directory.persons.values() if self.agency in (p.agency, *p.supervises))
        try:
            case = await self.services.reading.folded(self.by, self.agency, self.number)
        except Unknown:
            return Known(Case(), people, party)
        at = await self.services.reading.now_of(self.by, self.agency, self.number)
        return Known(case, people, party, at)


def _shortened_in(kind: type[Move], body: dict[str, Any]) -> Any:
    """Yield each place where the beginning of a hash may stand for it."""
    for field in every_field(kind):
        if field.source and field.source.by_hash and len(field.path) == 1 and field.path[0] in body:
            typed = body[field.path[0]]
            if isinstance(typed, str) and 8 <= len(typed) < 64:
                yield body, field.path[0], field.source
