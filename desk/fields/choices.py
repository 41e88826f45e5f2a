"""Where the value of a field comes from (取值): the parties, documents, evidence of the case, persons, files.

Help names the source; the form in the editor and the shell's completion show what the case has now.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Person
from domain.law.profiles import FOLDER, read_profile
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.debts import known_debt
from domain.procedure.language import civil, kind_of


@dataclass(frozen=True)
class Choice:
    value: str | int
    said: str


@dataclass(frozen=True)
class Known:
    """What the choices of a form are taken from."""

    case: Case
    people: tuple[Person, ...] = ()
    party: int | None = None
    """The party whose form it is, where it is one's."""
    at: datetime | None = None
    """The instant that the case takes for now, where it is asked for."""


@dataclass(frozen=True)
class Source:
    words: Words
    choices: Callable[[Known], Iterable[Choice]] = lambda known: ()
    by_hash: bool = False
    """A SHA-256 of what one has seen: its first characters are enough, as of a commit in git."""
    listed: Callable[[], Iterable[str]] = lambda: ()
    """What help says of it before a case is known."""
    certain: bool = False
    """Where there is one choice only, it is filled in."""


def _parties(known: Known) -> Iterator[Choice]:
    yield from (Choice(party.id, party.name) for party in known.case.parties.all)


def _documents(known: Known) -> Iterator[Choice]:
    for document in known.case.documents.all:
        if known.party in (None, document.party) and not document.void:
            number = f" {document.number}" if document.number else ""
            yield Choice(document.id, f"{document.kind.zh}{number}（{document.state.zh}）")


def _contents(known: Known) -> Iterator[Choice]:
    """Only what waits for approval or confirmation: it is to be read before its hash is given."""
    for proposal in to_confirm(known.case) if known.case.opened else ():
        if proposal.content:
            yield Choice(proposal.content, f"{kind_of(proposal.move).title.zh}（{proposal.by.name}）")
    for document in known.case.documents.all:
        waits = document.content and not document.void and not document.file
        if waits and document.rule.previewed and known.party in (None, document.party):
            yield Choice(document.content, f"{document.id} {document.kind.zh}")


def _files_to_seal(known: Known) -> Iterator[Choice]:
    for document in known.case.documents.all:
        if document.ready_to_seal:
            yield Choice(document.file, f"{document.id} {document.kind.zh} {document.number}".rstrip())


def _findings(known: Known) -> Iterator[Choice]:
    if known.case.opened:
        yield from (Choice(one.id, one.text) for one in known.case.papers.findings)


def _basis(known: Known) -> Iterator[Choice]:
    if known.case.opened:
        yield from (Choice(one.id, f"{one.statute} {one.article}") for one in known.case.papers.basis)


def _open_points(known: Known) -> Iterator[Choice]:
    for party in known.case.parties.all:
        if known.party in (None, party.id):
            yield from (Choice(point.id, point.text) for point in party.unanswered)


def _rounds(known: Known) -> Iterator[Choice]:
    if (waits := known.case.review.open_round) is not None:
        yield Choice(waits.number, waits.purpose.zh)


def _papers(known: Known) -> Iterator[Choice]:
    if (waits := known.case.review.open_round) is not None:
        yield Choice(waits.papers, "送审的案卷材料 · the papers under review")


def _headings(known: Known) -> Iterator[Choice]:
    """Those of an opinion that waits to be answered; else those that an opinion must cover."""
    returned = known.case.review.returned
    if returned is not None and returned.opinion is not None:
        yield from (Choice(one.heading, one.finding) for one in returned.opinion.objections)
    elif known.case.opened:
        yield from (Choice(heading, "") for heading in known.case.rulebook.switches.checklist)


def _checklists() -> Iterator[str]:
    """The checklist of each profile that has one of its own, as an opinion has to answer it."""
    for file in sorted(FOLDER.glob("*.toml")):
        written = read_profile(file.stem)
        if headings := written.switches.get("checklist"):
            yield f"{written.title}：{'、'.join(headings)}"


def _owed(known: Known) -> Iterator[Choice]:
    today = civil(known.at) if known.at else civil(datetime.now(UTC))
    for party in known.case.parties.all:
        owed = known_debt(known.case, party, today) if known.party in (None, party.id) else None
        if owed and owed.left > 0:
            yield Choice(str(owed.left), party.name)


def _laws(known: Known) -> Iterator[Choice]:
    for question in known.case.screening.questions if known.case.opened else ():
        for law in (question.choice.old, question.choice.new):
            if law:
                yield Choice(law, question.choice.reason)


def _proposals(known: Known) -> Iterator[Choice]:
    for proposal in to_confirm(known.case) if known.case.opened else ():
        yield Choice(proposal.number, f"{kind_of(proposal.move).title.zh}（{proposal.by.name}）")


PARTIES = Source(Words("本案的当事人", "the parties of the case"), _parties, certain=True)
DOCUMENTS = Source(
    Words("本案的文书（tingshu case documents）", "the documents of the case (tingshu case documents)"),
    _documents,
)
FILES = Source(
    Words(
        "写作 @文件，随即上传；或者已上传文件的 SHA-256",
        "write @FILE, which uploads it; or the SHA-256 of an uploaded file",
    )
)
CONTENTS = Source(
    Words(
        "所阅预览的 content_sha256（tingshu case documents）或者会签事项的 content，写出前8位以上即可",
        "content_sha256 of the preview you read (tingshu case documents), or the content of a proposal; its first 8"
        " characters are enough",
    ),
    _contents,
    by_hash=True,
)
SEALABLE = Source(
    Words(
        "所盖章定稿的 file_sha256（tingshu case documents），写出前8位以上即可",
        "file_sha256 of the final file (tingshu case documents); its first 8 characters are enough",
    ),
    _files_to_seal,
    by_hash=True,
)
PAPERS = Source(
    Words(
        "送审的案卷材料版本 papers_version（tingshu case show），写出前8位以上即可",
        "papers_version under review (tingshu case show); its first 8 characters are enough",
    ),
    _papers,
    by_hash=True,
)
BY_NAME = {
    "party": PARTIES,
    "parties": PARTIES,
    "document": DOCUMENTS,
    "documents": DOCUMENTS,
    "letter": CONTENTS,
    "notice": CONTENTS,
    "content": CONTENTS,
    "papers": PAPERS,
    "file": SEALABLE,
    "proves": Source(Words("本案的违法事实", "the findings of the case"), _findings),
    "findings": Source(Words("本案的违法事实", "the findings of the case"), _findings),
    "basis": Source(Words("本案的法律依据", "the legal basis of the case"), _basis),
    "point": Source(Words("尚未答复的意见", "the points that wait for an answer"), _open_points),
    "round": Source(
        Words("等待意见的审核轮次", "the round that waits for an opinion"), _rounds, certain=True
    ),
    "proposal": Source(
        Words("等待会签的事项", "the proposals that wait to be confirmed"), _proposals, certain=True
    ),
    "heading": Source(Words("审核内容清单", "the checklist of the review"), _headings, listed=_checklists),
    "cited": Source(Words("法律适用有疑问的法律", "the laws in question"), _laws),
    "law": Source(Words("法律适用有疑问的法律", "the laws in question"), _laws),
    "agency": Source(Words("机关（tingshu people）", "agencies (tingshu people)")),
}
"""By the name of the field; a field that names a person or a file says so itself."""


OF_MOVES = {
    ("record_payment", "amount"): Source(Words("应缴余额（元）", "what is left to pay, in yuan"), _owed),
}
"""Where the same name means another thing in other moves."""


def shortened(known: Known, source: Source, typed: Any) -> Any:
    """Return the whole hash for its first characters, where one thing alone begins so; else what was typed."""
    if not isinstance(typed, str) or not 8 <= len(typed) < 64:
        return typed
    found = {str(choice.value) for choice in source.choices(known)}
    meant = [value for value in found if value.startswith(typed.lower())]
    return meant[0] if len(meant) == 1 else typed
