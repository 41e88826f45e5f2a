"""What stands beside a form (对照): what its person has to have in sight, so that nothing is decided unseen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from console.case.findings import cited
from console.forms.begun import Form
from console.forms.building import Building
from console.forms.choosing import Choosing
from console.forms.controls import Control, Typed
from desk.fields.form import form_of
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.parties import Party
from domain.case.proposals import Proposal
from domain.case.rechecks import Answer
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
class Row:
    """One line of what a case says, with what belongs to it."""

    key: str
    said: Words
    more: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Panel:
    """Rows under a heading."""

    title: Words
    rows: tuple[Row, ...]


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

    def __bool__(self) -> bool:
        return bool(self.papers or self.panels or self.proposed)


def beside(form: Form) -> Beside:
    """Return what is to be in sight beside a form."""
    case, move = form.known.case, form.kind.name
    if not case.opened:
        return Beside()
    panels = tuple(panel for make in PANELS.get(move, ()) for panel in make(case, form.party) if panel.rows)
    return Beside(
        papers=tuple(_papers(case, form)) if move in READ_FIRST else (),
        panels=panels,
        proposed=tuple(_proposed(form)) if move in ("confirm", "send_back") else (),
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
}
"""By move: which documents of the case its person reads before."""


def _papers(case: Case, form: Form) -> Iterator[Paper]:
    wanted = READ_FIRST[form.kind.name]
    for one in case.documents.all:
        if not one.void and wanted(one) and form.party in (None, one.party):
            of = case.party(one.party).name if case.has_party(one.party) else ""
            file = one.file or one.preview
            yield Paper(one.id, one.kind.words, of, one.state.words, one.number, file, one.gaps)


# What the case says

FINDINGS = Words("违法事实", "Findings")
EVIDENCE = Words("证据", "Evidence")
BASIS = Words("法律依据", "Legal basis")
PENALTY = Words("拟处罚", "Intended penalties")
OPINION = Words("最近一次审核意见", "The last review opinion")
STATEMENTS = Words("陈述申辩和听述中的意见", "What the parties have said")
DISCUSSED = Words("集体讨论结论", "Conclusion of the discussion")
PROVES = Words("证明 {what}", "proves {what}")
NOT_RELIED_ON = Words("不采用", "not relied on")


def _findings(case: Case, party: int | None) -> Iterator[Panel]:
    rows = []
    for one in case.papers.findings:
        if party is None or party in one.parties:
            names = listed(case.party(p).name for p in one.parties if case.has_party(p))
            rows.append(Row(one.id, _written(one.text), (names,)))
    yield Panel(FINDINGS, tuple(rows))


def _evidence(case: Case, party: int | None) -> Iterator[Panel]:
    of_party = {one.id for one in case.papers.findings if party is None or party in one.parties}
    rows = []
    for one in case.papers.evidence:
        if of_party.intersection(one.proves):
            proves = PROVES.filled(what=listed(one.proves))
            more = (one.kind.words, proves, *(() if one.relied_on else (NOT_RELIED_ON,)))
            rows.append(Row(one.id, _written(one.title), more))
    yield Panel(EVIDENCE, tuple(rows))


def _basis(case: Case, party: int | None) -> Iterator[Panel]:
    rows = (
        Row(one.id, _written(cited(one)), (_written(one.text),) if one.text else ())
        for one in case.papers.basis
    )
    yield Panel(BASIS, tuple(rows))


def _penalties(case: Case, party: int | None) -> Iterator[Panel]:
    rows = []
    for one in case.parties.all:
        if party in (None, one.id):
            said = listed(penalty.said for penalty in one.proposal.penalties)
            more = (one.proposal.discretion.words, _written(one.proposal.reasons))
            rows.append(Row(one.name, said, tuple(words for words in more if words.zh)))
    yield Panel(PENALTY, tuple(rows))


def _opinion(case: Case, party: int | None) -> Iterator[Panel]:
    last = next((one.opinion for one in reversed(case.review.rounds) if one.opinion), None)
    if last is not None:
        rows = tuple(Row(one.heading, _written(one.finding)) for one in last.points if not one.agreed)
        yield Panel(OPINION, (Row("", last.verdict.words), *rows))


def _statements(case: Case, party: int | None) -> Iterator[Panel]:
    rows = [row for one in case.parties.all if party in (None, one.id) for row in _said_by(one)]
    yield Panel(STATEMENTS, tuple(rows))


def _said_by(party: Party) -> Iterator[Row]:
    answers: dict[str, Answer] = {}
    for notices in party.notices:
        for recheck in notices.rechecks:
            answers |= {one.point: one for one in recheck.answers}
    for point in party.points:
        found = answers.get(point.id)
        more = (found.outcome.words, _written(found.reason)) if found else ()
        yield Row(point.id, _written(point.text), more)


def _discussed(case: Case, party: int | None) -> Iterator[Panel]:
    if case.discussions.all:
        last = case.discussions.all[-1]
        yield Panel(DISCUSSED, (Row("", _written(last.conclusion)),))


def _written(text: str) -> Words:
    return Words(text, text)


PANELS: dict[str, tuple[Callable[[Case, int | None], Iterator[Panel]], ...]] = {
    "prepare_notices": (_findings, _penalties),
    "recheck": (_findings, _evidence, _penalties),
    "give_opinion": (_findings, _evidence, _basis, _penalties, _statements),
    "answer_opinion": (_opinion,),
    "record_discussion": (_findings, _penalties, _opinion, _statements),
    "prepare_decision": (_penalties, _discussed, _statements, _opinion),
    "hold_interview": (_findings, _penalties),
    "hold_hearing": (_findings, _evidence, _penalties),
    "amend_draft": (_opinion,),
    "notify_new_evidence": (_findings,),
}
"""By move."""


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
