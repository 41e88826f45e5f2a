"""Where the value of a field comes from (取值): the parties, documents, evidence of the case, persons, files.

Help names the source; the form in the editor and the shell's completion show what the case has now.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from desk.fields.of_documents import (
    documents,
    files_to_seal,
    filing_reports,
    previewed,
    previewed_of,
    to_edit,
    to_seal,
    to_send_back,
    to_serve,
)
from desk.fields.source import Choice, Known, Source, same
from domain.bilingual import Words
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.case.proposals import Proposal
from domain.law import profile_words
from domain.law.articles import Article, art
from domain.law.penalties import NO_PENALTY_GROUNDS
from domain.law.profiles import FOLDER, ProfileFile, read_profile
from domain.procedure import MOVES
from domain.procedure.chapters.discussing import GROUNDS
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.debts import known_debt
from domain.procedure.language import APL, civil, kind_of


def _parties(known: Known) -> Iterator[Choice]:
    if known.typed and not known.case.opened:
        for number, typed in enumerate(known.listed("parties") or [{}], start=1):
            name = str(typed.get("name", ""))
            yield Choice(number, same(name) if name else NOT_NAMED)
    yield from (Choice(party.id, same(party.name)) for party in known.case.parties.all)


NOT_NAMED = Words("（尚未填写名称）", "(not named yet)")


def _approved(*kinds: DocumentKind) -> Source:
    """What waits for approval, of these kinds: where there is one, it is that."""
    return replace(CONTENTS, choices=previewed_of(*kinds), certain=True)


def _proposed(known: Known) -> Iterator[tuple[Proposal, Words]]:
    for proposal in to_confirm(known.case) if known.case.opened else ():
        title = kind_of(proposal.move).title
        yield (
            proposal,
            Words(f"{title.zh}（{proposal.by.name}）", f"{title.en} ({proposal.by.name})"),
        )


def _contents(known: Known) -> Iterator[Choice]:
    """Only what waits for approval or confirmation: it is to be read before its hash is given."""
    yield from _proposed_contents(known)
    yield from previewed(known)


def _proposed_contents(known: Known) -> Iterator[Choice]:
    """Of the proposal that is chosen in the form itself, where one is."""
    chosen = str(known.typed.get("proposal") or "")
    for proposal, said in _proposed(known):
        if proposal.content and chosen in ("", str(proposal.number)):
            yield Choice(proposal.content, said)


def _findings(known: Known) -> Iterator[Choice]:
    yield from _typed(known, "findings", "text")
    if known.typed and not known.case.opened and not known.listed("findings"):
        yield Choice("F1", same(""))
    elif known.case.opened and not known.listed("findings"):
        yield from (Choice(one.id, same(one.text)) for one in known.case.papers.findings)


def _basis(known: Known) -> Iterator[Choice]:
    if known.case.opened:
        for one in known.case.papers.basis:
            yield Choice(one.id, same(str(Article(statute=one.statute, article=one.article))))


def _evidence(known: Known) -> Iterator[Choice]:
    if known.case.opened:
        yield from (Choice(one.id, same(one.title), one.file) for one in known.case.papers.evidence)


def _typed(known: Known, name: str, said: str) -> Iterator[Choice]:
    for one in known.listed(name):
        if one.get("id"):
            yield Choice(str(one["id"]), same(str(one.get(said) or "")))


def _points(known: Known) -> Iterator[Choice]:
    for party in known.case.parties.all:
        if known.party in (None, party.id):
            yield from (Choice(point.id, same(point.text)) for point in party.unanswered)


def _rounds(known: Known) -> Iterator[Choice]:
    if (waits := known.case.review.open_round) is not None:
        yield Choice(waits.number, waits.purpose.words)


UNDER_REVIEW = Words("送审的案卷材料", "the papers under review")


def _papers(known: Known) -> Iterator[Choice]:
    if (waits := known.case.review.open_round) is not None:
        yield Choice(waits.papers, UNDER_REVIEW)


def _headings(known: Known) -> Iterator[Choice]:
    """Those of an opinion that waits to be answered; else those that an opinion must cover."""
    returned = known.case.review.returned
    if returned is not None and returned.opinion is not None:
        yield from (Choice(one.heading, same(one.finding)) for one in returned.opinion.objections)
    elif known.case.opened:
        yield from map(_of_profile, known.case.rulebook.switches.checklist)


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
            yield Choice(str(owed.left), same(party.name))


def _laws(known: Known) -> Iterator[Choice]:
    for question in known.case.screening.questions if known.case.opened else ():
        for law in (question.choice.old, question.choice.new):
            if law:
                yield Choice(law, same(question.choice.reason))


def _proposals(known: Known) -> Iterator[Choice]:
    yield from (Choice(proposal.number, said) for proposal, said in _proposed(known))


def _profiles(known: Known) -> Iterator[Choice]:
    """Every sector, alone and with what a place adds to it; where persons are invented, first with invented answers.

    Without those answers a document that writes law to be confirmed is not made.
    """
    files = {file.stem: read_profile(file.stem) for file in sorted(FOLDER.glob("*.toml"))}
    if known.is_invented:
        yield from _layered(files, (EXAMPLE,))
    yield from _layered(files, ())


def _layered(files: Mapping[str, ProfileFile], last: tuple[str, ...]) -> Iterator[Choice]:
    layers = [name for name, file in files.items() if file.layer and name != EXAMPLE]
    for sector in (name for name, file in files.items() if not file.layer):
        for more in range(len(layers) + 1):
            for added in combinations(layers, more):
                names = (sector, *added, *last)
                yield Choice("+".join(names), _layers(files[name].title for name in names))


def _layers(titles: Iterable[str]) -> Words:
    said = tuple(map(profile_words.said, titles))
    return Words("＋".join(one.zh for one in said), " + ".join(one.en for one in said))


def _of_profile(written: str) -> Choice:
    """What a profile writes: in Chinese it says itself."""
    return Choice(written, Words("", profile_words.said(written).en))


def _paper_moves(known: Known) -> Iterator[Choice]:
    for move, kind in MOVES.items():
        if kind.by != (Role.CLOCK,) and move != "take_over_case":
            yield Choice(move, kind.title)


def _spared(known: Known) -> Iterator[Choice]:
    yield from (Choice(one, same(str(art(APL, one)))) for one in NO_PENALTY_GROUNDS)


def _without_penalty(known: Known) -> Iterator[Choice]:
    """What the heads may conclude where no penalty is due."""
    yield from (Choice(one, same(str(art(APL, one)))) for one in GROUNDS)


def _suspension_grounds(known: Known) -> Iterator[Choice]:
    if known.case.opened:
        yield from map(_of_profile, known.case.rulebook.switches.suspension_grounds)


def _recusals(known: Known) -> Iterator[Choice]:
    for one in known.case.recusals.all:
        if one.decided_on is None:
            yield Choice(one.number, same(f"{one.name}：{one.ground}"))


def _complaints(known: Known) -> Iterator[Choice]:
    for one in known.case.oversight.complaints:
        if one.answered_on is None:
            yield Choice(one.number, same(f"{one.complainant}：{one.text}"))


def _supervision(known: Known) -> Iterator[Choice]:
    for one in known.case.oversight.notices:
        if one.answered_on is None:
            yield Choice(one.document, one.form.words)


def _agents(known: Known) -> Iterator[Choice]:
    for party in known.case.parties.all:
        if known.party in (None, party.id) and party.agents is not None:
            yield from (Choice(agent.name, agent.authority.words) for agent in party.agents.all)


def _correctable(known: Known) -> Iterator[Choice]:
    """Evidence by its id, parties by their numbers: what kind of record it is, another field says."""
    yield from _evidence(known)
    yield from (Choice(str(party.id), same(party.name)) for party in known.case.parties.all)


PARTIES = Source(Words("本案的当事人", "the parties of the case"), _parties, certain=True)
DOCUMENTS = Source(
    Words("本案的文书（tingshu case documents）", "the documents of the case (tingshu case documents)"),
    documents,
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
    files_to_seal,
    by_hash=True,
)
PAPERS = Source(
    Words(
        "送审的案卷材料版本 papers_version（tingshu case show），写出前8位以上即可",
        "papers_version under review (tingshu case show); its first 8 characters are enough",
    ),
    _papers,
    by_hash=True,
    certain=True,
)
FINDINGS = Source(Words("本案的违法事实", "the findings of the case"), _findings, certain=True)
EVIDENCE = Source(Words("本案的证据", "the evidence of the case"), _evidence)
TO_SERVE = replace(DOCUMENTS, choices=to_serve)
AGENTS = Source(Words("当事人的代理人", "the agents of the party"), _agents)
EXAMPLE = "demo"
"""A layer of invented figures: no real case has it."""


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
    "proves": FINDINGS,
    "findings": FINDINGS,
    "basis": Source(Words("本案的法律依据", "the legal basis of the case"), _basis),
    "point": Source(Words("尚未答复的意见", "the points that wait for an answer"), _points),
    "evidence": EVIDENCE,
    "put_forward": EVIDENCE,
    "ground_evidence": EVIDENCE,
    "agent": AGENTS,
    "recusal": Source(Words("待决定的回避申请", "the recusals to be decided"), _recusals, certain=True),
    "complaint": Source(
        Words("待处理的申诉、检举", "the complaints to be answered"), _complaints, certain=True
    ),
    "move": Source(Words("各操作（tingshu moves）", "the moves (tingshu moves)"), _paper_moves),
    "profile": Source(Words("程序规定", "the rules"), _profiles),
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


OF_MOVES: dict[tuple[str, str], Source | None] = {
    ("record_payment", "amount"): Source(Words("应缴余额（元）", "what is left to pay, in yuan"), _owed),
    ("record_service", "documents"): TO_SERVE,
    ("record_service_attempt", "documents"): TO_SERVE,
    ("serve_by_announcement", "documents"): TO_SERVE,
    ("edit_document", "document"): replace(DOCUMENTS, choices=to_edit, certain=True),
    ("send_back", "document"): replace(DOCUMENTS, choices=to_send_back, certain=True),
    ("record_sealing", "document"): replace(DOCUMENTS, choices=to_seal, certain=True),
    ("acknowledge_decision_filing", "document"): replace(DOCUMENTS, choices=filing_reports),
    ("request_correction", "document"): replace(DOCUMENTS, choices=filing_reports),
    ("correct_decision_filing", "document"): replace(DOCUMENTS, choices=filing_reports),
    ("approve_notices", "letter"): _approved(DocumentKind.INTERVIEW_LETTER),
    ("approve_notices", "notice"): _approved(DocumentKind.PENALTY_NOTICE),
    ("impose", "content"): _approved(DocumentKind.PENALTY_DECISION),
    ("decide_no_penalty", "content"): _approved(DocumentKind.NO_PENALTY_DECISION),
    ("decide_not_established", "content"): _approved(DocumentKind.NOT_ESTABLISHED_DECISION),
    ("confirm", "content"): replace(CONTENTS, choices=_proposed_contents, certain=True),
    ("prepare_decision", "ground"): Source(
        Words("不予处罚的条款", "the articles on which a decision without penalty may rest"), _spared
    ),
    ("Conclusion", "ground"): Source(
        Words(
            "不予处罚的条款，或者违法事实不能成立的",
            "the articles of no penalty, or of facts not established",
        ),
        _without_penalty,
    ),
    ("suspend", "ground"): Source(
        Words("本案程序规定所列情形", "the grounds of the rules of the case"), _suspension_grounds
    ),
    ("correct_record", "of"): Source(
        Words("本案的证据、当事人", "the evidence and the parties of the case"), _correctable
    ),
    ("answer_supervision_notice", "notice"): replace(DOCUMENTS, choices=_supervision, certain=True),
    ("transfer_to_judiciary", "papers"): None,
    ("transfer_to_agency", "agency"): None,
}
"""Where the same name means another thing in other moves, or in a group that a move asks for, by its class."""


def shortened(known: Known, source: Source, typed: Any) -> Any:
    """Return the whole hash for its first characters, where one thing alone begins so; else what was typed."""
    if not isinstance(typed, str) or not 8 <= len(typed) < 64:
        return typed
    found = {str(choice.value) for choice in source.choices(known)}
    meant = [value for value in found if value.startswith(typed.lower())]
    return meant[0] if len(meant) == 1 else typed
