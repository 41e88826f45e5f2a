"""What is told before a move is made though no fact says it (办理之前请注意): incomplete documents, and those that cannot be made at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from console.forms.begun import Form
from console.forms.showing import saying
from desk.ahead import Ahead, ToLack
from domain.bilingual import Words, listed
from domain.case.documents import DocumentKind
from domain.law.errors import LawError
from domain.procedure.clocks.adopting import AdoptRulebook
from domain.procedure.completing import NOBODY, Lack
from domain.procedure.language import civil

WILL_LACK = Words("{what}将缺：{gaps}", "{what} will lack: {gaps}")
HERE = Words("请返回修改，在本表单中补全。", "Go back and complete it in this form.")
BY_MOVE = Words("请先补全（{move}）。", "Complete it first ({move}).")
BY_OPERATOR = Words(
    "本机关的信息由系统运维补全。",
    "What is on file of the agency is completed by the operator of the system.",
)
BY_LAWYER = Words(
    "所写的规定没有核对原文：律师确认、系统运维适用以后才能定稿。",
    "Nobody has read the law that it cites: it is made once a lawyer has confirmed it and an operator has adopted that.",
)


@dataclass(frozen=True)
class Wanting:
    """What documents will lack, and how that is supplied."""

    said: str
    cure: Markup


@dataclass(frozen=True)
class Stopped:
    """Kinds of documents that the same law stops."""

    kinds: tuple[DocumentKind, ...]
    rows: tuple[str, ...]


def wanting(form: Form, foreseen: Ahead) -> tuple[Wanting, ...]:
    """Say what documents will lack, those that lack the same together."""
    together: dict[tuple[DocumentKind, Lack], list[ToLack]] = {}
    for one in foreseen.lacking:
        for lack in one.lacks:
            together.setdefault((one.document.kind, lack), []).append(one)
    return tuple(_wanting(form, kind, lack, of) for (kind, lack), of in together.items())


def _wanting(form: Form, kind: DocumentKind, lack: Lack, of: Sequence[ToLack]) -> Wanting:
    whose = listed(one.party for one in of if one.party)
    what = Words(f"《{kind.zh}》", kind.en)
    if whose.zh and len(form.known.case.parties.all) != 1:
        what = Words(f"{what.zh}（{whose.zh}）", f"{what.en} ({whose.en})")
    said = form.visitor.voice(WILL_LACK.filled(what=what, gaps=listed(lack.gaps)))
    return Wanting(said, saying(form)(_cure(form, lack)))


def _cure(form: Form, lack: Lack) -> Words:
    if lack.by == NOBODY:
        return BY_OPERATOR
    if lack.by == AdoptRulebook.name:
        return BY_LAWYER
    if lack.by == form.kind.name or form.kind.opens:
        return HERE
    return BY_MOVE.filled(move=lack.by)


def stopped(form: Form) -> tuple[Stopped, ...]:
    """Return what cannot be made under the rules by which a case is opened, where the form opens one."""
    if not form.kind.opens:
        return ()
    given = form.visitor.given
    try:
        rules = given.rules(str(form.draft.body.get("profile", "")))
    except LawError:
        return ()
    at = form.known.at or given.reading.clock()
    return together(given.stoppable(rules, civil(at)))


def together(found: Mapping[DocumentKind, tuple[str, ...]]) -> tuple[Stopped, ...]:
    """Put together what the same law stops."""
    kinds: dict[tuple[str, ...], list[DocumentKind]] = {}
    for kind, rows in found.items():
        kinds.setdefault(rows, []).append(kind)
    return tuple(Stopped(tuple(of), rows) for rows, of in kinds.items())
