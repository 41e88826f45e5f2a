"""Arranging (编排): what of a case stands in its dossier, in which order, and what does not, with the reason."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from pydantic import BaseModel

from documents.dossier.places import OF_SERVICE, SORTS, WITH_DOCUMENTS, place_of
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.dossier import AddedDocument, DossierPart, DossierPlace
from domain.case.drafts import NewParty
from domain.case.issuing import issuer_of, withdrawn
from domain.case.journal import Entry
from domain.case.papers import Evidence
from domain.case.service import CompletedService
from domain.procedure import read
from domain.procedure.language import civil
from domain.record import Names, grouped, marker_of

PROPOSED = "Proposal.files"
VOIDED, NOT_FINAL, NO_FILE = "已作废，未归入", "尚未定稿", "登记时没有附文件"
ANOTHERS, NOT_HERE = "另一当事人的文书", "共{}件，不在此册"

NOBODY = frozenset({0})
"""Parties have numbers from 1: of a piece for a finding that fell nobody knows whose it was."""


class Piece(NamedTuple):
    """One row of a 卷内目录."""

    place: DossierPlace
    title: str
    sha256: str
    """Of its file; empty where there is none to be included."""
    number: str = ""
    """文号, as it is printed."""
    by: str = ""
    """责任者: who made it or handed it in, as far as that is known."""
    dated: date | None = None
    lacking: str = ""
    """Why it is not included; empty where it is."""
    of: frozenset[int] = frozenset()
    """The parties whom it concerns; empty where it is of the case as a whole."""


class Named(NamedTuple):
    """A file that a fact names."""

    field: str
    """As `Evidence.file`."""
    sha256: str
    on: date
    owner: BaseModel
    party: int | None
    of: frozenset[int]
    """The parties whom it concerns, as far as the fact tells."""


def arranged(
    case: Case, entries: Sequence[Entry], part: DossierPart, parties: frozenset[int] = frozenset()
) -> tuple[Piece, ...]:
    """Return what stands in these volumes, in order; what is known and lacks a file is named with its reason.

    For a reader who acts for `parties`: what concerns none of them is counted, and not named.
    """
    found = [piece for piece in _pieces(case, entries) if piece.place.part in part.volumes]
    order = list(DossierPlace)
    every = sorted(found, key=lambda piece: order.index(piece.place))
    return tuple(_for(parties, every) if parties else every)


def _for(parties: frozenset[int], pieces: Iterable[Piece]) -> Iterator[Piece]:
    for place, together in groupby(pieces, key=lambda piece: piece.place):
        others = 0
        for piece in together:
            if not piece.of or piece.of & parties:
                yield piece
            else:
                others += 1
        if others:
            yield Piece(place, ANOTHERS, "", lacking=NOT_HERE.format(others))


def _pieces(case: Case, entries: Sequence[Entry]) -> Iterator[Piece]:
    """Yield every piece, those of one place in their order: nothing that a fact names is missing."""
    found = list(_documents(case))
    with_documents = {piece.sha256 for piece in found}
    files = [named for entry in entries for named in files_named(entry)]
    # What a proposal named stands where the move put it that came of it, and by itself only where none did.
    alone = [
        named
        for named in files
        if named.field not in WITH_DOCUMENTS
        and not (named.field in OF_SERVICE and named.sha256 in with_documents)
    ]
    found += [_piece(case, named) for named in alone if named.field != PROPOSED]
    known = {piece.sha256 for piece in found}
    found += [_piece(case, n) for n in alone if n.field == PROPOSED and n.sha256 not in known]
    # A party's file that came from another case, or was joined, is told once more with all that it brought.
    told = set[tuple[str, str, str]]()
    for piece in found:
        if (piece.sha256, piece.title, piece.number) not in told:
            told.add((piece.sha256, piece.title, piece.number))
            yield piece
    yield from _without_file(case)


def files_named(entry: Entry) -> Iterator[Named]:
    """Yield every file that an entry names, with the record and the field that name it."""
    fact = read(entry)
    party = getattr(fact, "party", None)
    yield from _walked(fact, civil(entry.at), party, _only(party))


def _only(party: int | None) -> frozenset[int]:
    return frozenset() if party is None else frozenset({party})


def _walked(record: BaseModel, on: date, party: int | None, of: frozenset[int]) -> Iterator[Named]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if marker_of(field, Names) is Names.FILE:
            hashes = (value,) if isinstance(value, str) else value
            place = f"{type(record).__name__}.{name}"
            yield from (Named(place, sha256, on, record, party, of) for sha256 in hashes if sha256)
            continue
        for serial, item in enumerate(value if isinstance(value, tuple) else (value,), start=1):
            if isinstance(item, BaseModel):
                own = _party_of(item, party)
                yield from _walked(item, on, own, _whom(item, serial) or _only(own) or of)


def _party_of(record: BaseModel, party: int | None) -> int | None:
    own = getattr(record, "id", None) if type(record).__name__ == "Party" else getattr(record, "party", None)
    return own if isinstance(own, int) else party


def _whom(record: BaseModel, serial: int) -> frozenset[int]:
    """The parties whom a record is about: those that it names; a party that is named with the others has its serial."""
    if isinstance(record, NewParty):
        return frozenset({serial})
    named = getattr(record, "parties", ())
    return (
        frozenset(one for one in named if isinstance(one, int)) if isinstance(named, tuple) else frozenset()
    )


def _documents(case: Case) -> Iterator[Piece]:
    """Yield each document, with its sealed copy, and behind the last of those served together what proves it."""
    services = [(party.id, s) for party in case.parties.all for s in party.services]
    proofs = {s.proof_document for _, s in services}
    order = [d for d in sorted(case.documents.all, key=_rank) if d.id not in proofs]
    places = {document.id: place for place, document in enumerate(order)}
    served = grouped(
        (max(places.get(n, -1) for n in s.documents), (party, s)) for party, s in services if s.documents
    )
    gone = withdrawn(case)
    for place, document in enumerate(order):
        yield from _document(case, document, void=document.id in gone or document.void)
        for party, service in served.get(place, ()):
            for piece in _service(case, service, place_of(document.kind)):
                yield piece._replace(of=frozenset({party}))


def _rank(document: Document) -> tuple[bool, int, int]:
    """Decisions go party by party, each with what was changed in it later; all else as it was ordered."""
    decision = place_of(document.kind) is DossierPlace.DECISION
    return not decision, (document.party or 0) if decision else 0, document.id


def _document(case: Case, document: Document, *, void: bool) -> Iterator[Piece]:
    whose = _whose(case, document.party)
    piece = Piece(
        place_of(document.kind),
        f"{document.kind.zh}{whose}",
        document.file,
        document.number,
        issuer_of(case, document).name,
        document.issued_on or document.ordered_on,
        of=_only(document.party),
    )
    if void:
        yield piece._replace(sha256="", lacking=VOIDED)
        return
    yield piece if document.file else piece._replace(lacking=NOT_FINAL)
    if document.seal:
        sealed = f"{document.kind.zh}（盖章件）{whose}"
        yield piece._replace(title=sealed, sha256=document.seal.scan, dated=document.seal.on)


def _service(case: Case, service: CompletedService, place: DossierPlace) -> Iterator[Piece]:
    served = "、".join(dict.fromkeys(d.kind.zh for d in case.documents.these(service.documents)))
    form = case.documents.get(service.proof_document) if service.proof_document else None
    if form is not None:
        for piece in _document(case, form, void=form.void):
            yield piece._replace(place=place, title=f"{DocumentKind.PROOF_OF_SERVICE.zh}（{served}）")
    for sha256, title in ((service.proof, "送达回证（签收件"), (service.authority, "代收授权证明（")):
        if sha256:
            said = f"{title}{'：' if title.endswith('件') else ''}{served}）"
            yield Piece(place, said, sha256, by=service.by_whom, dated=service.served_on)


def _piece(case: Case, named: Named) -> Piece:
    """Return the row of a file that stands with no document."""
    place, title = SORTS[named.field]
    owner, by, dated, of = named.owner, "", getattr(named.owner, "on", named.on), named.of
    if isinstance(owner, AddedDocument):
        place, title, by, dated = owner.place, owner.title, owner.origin, owner.dated
        # Nobody says whose it is but its title.
        of = frozenset(party.id for party in case.parties.all if party.name in title)
    elif isinstance(owner, Evidence):
        title, dated = f"{owner.id} {owner.title}", owner.obtained_on or named.on
        of = _proving(case, owner)
    return Piece(
        place,
        title + ("" if isinstance(owner, AddedDocument | Evidence) else _whose(case, named.party)),
        named.sha256,
        by=by,
        dated=dated if isinstance(dated, date) else named.on,
        of=of,
    )


def _proving(case: Case, evidence: Evidence) -> frozenset[int]:
    """The parties against whom a piece proves something; what proves nothing is of the case."""
    known = frozenset(party for f in case.papers.findings if f.id in evidence.proves for party in f.parties)
    return known or (NOBODY if evidence.proves else frozenset())


def _without_file(case: Case) -> Iterator[Piece]:
    """Evidence that is known to the case by its title alone."""
    for piece in case.papers.evidence:
        if not piece.file:
            title = f"{piece.id} {piece.title}"
            yield Piece(
                DossierPlace.EVIDENCE,
                title,
                "",
                dated=piece.obtained_on,
                lacking=NO_FILE,
                of=_proving(case, piece),
            )


def _whose(case: Case, party: int | None) -> str:
    return f"（{case.party(party).name}）" if case.has_party(party) else ""
