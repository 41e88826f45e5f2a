"""What stands beside a form (对照): what its person has to have in sight, so that nothing is decided unseen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from console.forms.begun import Form
from console.forms.building import Building
from console.forms.choosing import Choosing
from console.forms.controls import Control, Typed
from console.forms.panels import Panel, panels_of
from desk.fields.form import form_of
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.proposals import Proposal
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.language import kind_of


@dataclass(frozen=True)
class Paper:
    """A document that is to be read."""

    id: int
    title: Words
    of: str
    """The name of its party."""
    state: Words
    number: str
    file: str
    """SHA-256 of the final file or the preview; nothing while it is being made."""
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """What another has proposed, as it was filled in."""

    number: int
    title: Words
    by: str
    since: str
    answers: tuple[Control, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Beside:
    papers: tuple[Paper, ...] = ()
    panels: tuple[Panel, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    shelf: tuple[Paper, ...] = ()
    """The documents that the case has, to be opened one by one."""

    def __bool__(self) -> bool:
        return bool(self.papers or self.panels or self.proposed or self.shelf)


def beside(form: Form) -> Beside:
    """Return what is to be in sight beside a form."""
    case, move = form.known.case, form.kind.name
    if not case.opened:
        return Beside()
    countersigns = move in ("confirm", "send_back")
    return Beside(
        papers=tuple(_papers(case, form)) if move in READ_FIRST else (),
        panels=panels_of(move, form.known, form.party),
        proposed=tuple(_proposed(form)) if countersigns else (),
        shelf=tuple(_shelf(case, form)) if countersigns else (),
    )


# Documents

READ_FIRST: dict[str, Callable[[Document], bool]] = {
    "approve_notices": lambda one: one.rule.issued_by_move and not one.file,
    "issue_notices": lambda one: one.rule.issued_by_move and bool(one.file),
    "edit_document": lambda one: bool(one.rule.sections) and not one.file,
    "impose": lambda one: one.rule.previewed and not one.rule.issued_by_move and not one.file,
    "decide_no_penalty": lambda one: one.rule.previewed and not one.rule.issued_by_move and not one.file,
    "decide_not_established": lambda one: one.rule.previewed and not one.rule.issued_by_move and not one.file,
    "record_sealing": lambda one: one.ready_to_seal,
    "send_back": lambda one: one.rule.previewed and not one.file,
    "acknowledge_filing": lambda one: one.kind is DocumentKind.INTERVIEW_REPORT and bool(one.file),
    "object_to_filing": lambda one: one.kind is DocumentKind.INTERVIEW_REPORT and bool(one.file),
    "acknowledge_decision_filing": lambda one: (
        one.kind is DocumentKind.DECISION_FILING_REPORT and bool(one.file)
    ),
}
"""By move: which documents of the case its person reads before."""


def _papers(case: Case, form: Form) -> Iterator[Paper]:
    wanted = READ_FIRST[form.kind.name]
    for one in case.documents.all:
        if not one.void and wanted(one) and form.party in (None, one.party):
            yield _paper(case, one)


def _shelf(case: Case, form: Form) -> Iterator[Paper]:
    """Yield what was made in the case, the newest first: what is countersigned rests on it."""
    for one in reversed(case.documents.all):
        if one.file and not one.void and form.party in (None, one.party):
            yield _paper(case, one)


def _paper(case: Case, one: Document) -> Paper:
    of = case.party(one.party).name if case.has_party(one.party) else ""
    return Paper(one.id, one.kind.words, of, one.state.words, one.number, one.file or one.preview, one.gaps)


# What another proposes


def _proposed(form: Form) -> Iterator[Proposed]:
    """Show what waits to be confirmed; of several, the one that is chosen in the form with all that it says."""
    waiting = tuple(to_confirm(form.known.case))
    chosen = str(form.draft.body.get("proposal") or (waiting[0].number if len(waiting) == 1 else ""))
    for one in waiting:
        is_chosen = chosen == str(one.number)
        answers = tuple(_answers(form, one)) if is_chosen else ()
        title, since = kind_of(one.move).title, one.proposed_on.isoformat()
        yield Proposed(one.number, title, one.by.name, since, answers, is_chosen)


def _answers(form: Form, proposal: Proposal) -> Iterator[Control]:
    choosing = Choosing(replace(form.known, party=None, typed=proposal.body))
    language = 0 if form.visitor.voice.is_chinese else 1
    building = Building(proposal.move, choosing, Typed(proposal.body, {}), language)
    yield from building.controls(form_of(kind_of(proposal.move)))
