"""Countersigning (会签): the second person confirms what another proposed, judged again, or sends it back with the reason."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import Person, Role
from domain.case.proposals import Proposal
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Code, Text
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.proposing import (
    Confirmed,
    ProposalSentBack,
    to_confirm,
)
from domain.procedure.chapters.sending_back import (
    DecisionSentBack,
    DiscussionSentBack,
    NoticesSentBack,
    drafts,
    to_discuss,
)
from domain.procedure.faults import filled
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, kind_of
from domain.procedure.obstacles import obstacles
from domain.procedure.roles import fits_as_second, holds

OF_AN_AGENCY = (Role.HEAD, Role.OFFICER, Role.CLERK, Role.RECORDER, Role.PRESIDER)


NOTHING_TO_CONFIRM = Refusal(
    "NothingToConfirm",
    None,
    Words("本案没有待您会签的事项", "nothing in this case waits for you to confirm it"),
    Words(
        "请先由承办人提出（例如 file_interview_report），提出人本人不能会签",
        "let an officer propose it first (such as file_interview_report); who proposed it cannot confirm it",
    ),
)
NO_SUCH_PROPOSAL = Refusal(
    "NoSuchProposal",
    None,
    Words("没有待会签的第{number}号事项", "no proposal {number} waits to be confirmed"),
    Words(
        "请在 proposal 中填写待会签事项的序号：{known}",
        "give in `proposal` the number of one that waits: {known}",
    ),
    Sort.FORM,
)


CONFIRMED_UNSEEN = Refusal(
    "ConfirmedUnseen",
    None,
    Words("所填的不是第{number}号会签事项的内容", "this is not the content of proposal {number}"),
    Words(
        "请重新查阅该事项，再确认（在 content 中填写其内容的 SHA-256，见 tingshu case show --json）",
        "read the proposal once more, then confirm it (with the SHA-256 of its content in `content`, by tingshu case show --json)",
    ),
)


class _Answer(Move):
    """What the second person says to a proposal."""

    by: ClassVar = OF_AN_AGENCY
    source: ClassVar = art(APL, "38")

    proposal: int

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not any(_may_answer(now, p) for p in to_confirm(now.case)):
            yield NOTHING_TO_CONFIRM(article=cls.source)

    def _unknown(self, now: Moment) -> Iterator[Refused]:
        theirs = [p.number for p in to_confirm(now.case) if _may_answer(now, p)]
        if self.proposal not in theirs:
            yield NO_SUCH_PROPOSAL(article=self.source, number=self.proposal, known=listed(map(str, theirs)))

    def _proposal(self, case: Case) -> Proposal:
        found = case.proposals.get(self.proposal)
        assert found is not None, "judged before"
        return found


def _may_answer(now: Moment, proposal: Proposal) -> bool:
    role = kind_of(proposal.move).with_role
    return (
        role is not None
        and now.actor.id != proposal.by.id
        and fits_as_second(now, now.actor, role, now.case.identity.agency.code)
    )


class Confirm(_Answer):
    """Confirm what another proposed (会签): it becomes true now, judged as things stand now."""

    title: ClassVar = Words("会签确认", "confirm a proposal")
    makes: ClassVar = (Confirmed,)

    proposal: Annotated[
        int,
        Label("会签事项", "proposal", "待会签事项的序号", "number of the proposal", SERIAL),
    ]

    content: Annotated[
        Code,
        Label(
            "事项内容",
            "content",
            "所阅会签事项内容的 SHA-256（案件现状中该事项的 content）；事项制作文书的必填",
            "SHA-256 of what is proposed, as the case shows it (`content` of the proposal); needed where it makes a document",
        ),
    ] = ""

    def faults(self, now: Moment) -> Iterator[Refused]:
        wrong = list(self._unknown(now))
        yield from wrong
        if not wrong:
            proposal = self._proposal(now.case)
            yield from self._in_sight(proposal)
            yield from obstacles(_as_proposed(now, proposal), self._move(now, proposal))

    def _in_sight(self, proposal: Proposal) -> Iterator[Refused]:
        """Refuse who does not name what he had in sight, where a document comes of it; older proposals have no hash."""
        if not proposal.content:
            return
        if DocumentsOrdered in kind_of(proposal.move).makes:
            yield from filled(self, content=self.content)
        if self.content and self.content != proposal.content:
            yield CONFIRMED_UNSEEN(article=self.source, number=proposal.number)

    def facts(self, now: Moment) -> Iterator[Fact]:
        proposal = self._proposal(now.case)
        yield Confirmed(proposal=proposal.number, move=proposal.move, proposed_by=proposal.by.id)
        yield from self._move(now, proposal).facts(_as_proposed(now, proposal))

    def _move(self, now: Moment, proposal: Proposal) -> Move:
        body = {**proposal.body, "together_with": now.actor.id}
        return kind_of(proposal.move).model_validate(body)


def _as_proposed(now: Moment, proposal: Proposal) -> Moment:
    """The moment of the confirmation, with who proposed it as who acts: both are asked for as the directory has them now."""
    people: dict[str, Person] = {p.id: p for p in proposal.people} | now.people | {now.actor.id: now.actor}
    return replace(now, actor=people.get(proposal.by.id, proposal.by), people=people, countersigned=True)


NOTHING_TO_SEND_BACK = Refusal(
    "NothingToSendBack",
    art(APL, "57"),
    Words("本案没有可由您退回的事项", "nothing in this case waits for you to be sent back"),
    Words(
        "会签事项由会签人退回；约谈函和告知书、决定书草稿（prepare_notices、prepare_decision）和待讨论的材料由机关负责人退回",
        "a proposal is sent back by who would confirm it; prepared notices and decisions (prepare_notices, prepare_decision)"
        " and papers to be discussed by a head",
    ),
)
ONE_THING_TO_SEND_BACK = Refusal(
    "OneThingToSendBack",
    art(APL, "57"),
    Words("须写明退回哪一项，一次一项", "what is sent back is one thing, and named"),
    Words(
        "请在 proposal、document、discussion 中只填一项",
        "give one of `proposal`, `document`, `discussion`, and one only",
    ),
    Sort.FORM,
)
NOT_BEFORE_A_HEAD = Refusal(
    "NotBeforeAHead",
    art(APL, "57"),
    Words("{what}不在机关负责人待办之列", "this does not wait for a head: {what}"),
    Words(
        "请在 document 中填写待批准、待决定的文书（{known}）；集体讨论待办时才可填 discussion",
        "give in `document` one that waits to be approved or decided ({known}); `discussion` where one is due",
    ),
    Sort.FORM,
)


class SendBack(_Answer):
    """Send something back to who proposed or prepared it (退回), with the reason: a proposal, notices, a decision, papers."""

    title: ClassVar = Words("退回", "send back")
    makes: ClassVar = (ProposalSentBack, NoticesSentBack, DecisionSentBack, DiscussionSentBack)

    proposal: Annotated[
        int,
        Label(
            "会签事项", "proposal", "退回会签事项的，其序号", "number of the proposal, if it is one", SERIAL
        ),
    ] = 0
    document: Annotated[
        int,
        Label(
            "文书",
            "document",
            "退回约谈函和告知书或者决定书草稿的，文书在本案中的序号",
            "number in the case of the notices or the decision, if it is a draft",
            SERIAL,
        ),
    ] = 0
    discussion: Annotated[
        bool,
        Label(
            "集体讨论",
            "discussion",
            "退回待集体讨论的材料",
            "whether it is the papers that were to be discussed",
        ),
    ] = False
    reason: Annotated[Text, Label("退回理由", "reason", "须补正什么", "what has to be mended")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        proposed = any(_may_answer(now, p) for p in to_confirm(now.case))
        if not proposed and not (_is_head(now) and (to_discuss(now.case) or any(drafts(now.case)))):
            yield NOTHING_TO_SEND_BACK()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        if sum(map(bool, (self.proposal, self.document, self.discussion))) != 1:
            yield ONE_THING_TO_SEND_BACK()
        elif self.proposal:
            yield from self._unknown(now)
        else:
            yield from self._before_a_head(now)

    def _before_a_head(self, now: Moment) -> Iterator[Refused]:
        known = [number for number, *_ in drafts(now.case)]
        waits = to_discuss(now.case) if self.discussion else self.document in known
        if not waits or not _is_head(now):
            what = Words(f"文书{self.document}", f"document {self.document}") if self.document else DISCUSSION
            yield NOT_BEFORE_A_HEAD(what=what, known=listed(map(str, known)))

    def facts(self, now: Moment) -> Iterator[Fact]:
        if self.discussion:
            yield DiscussionSentBack(papers=now.case.papers_version, reason=self.reason)
            return
        if self.document:
            kind, party, to = next((k, p, to) for n, k, p, to in drafts(now.case) if n == self.document)
            yield kind(party=party.id, to=to, reason=self.reason)
            return
        proposal = self._proposal(now.case)
        yield ProposalSentBack(
            proposal=proposal.number,
            move=proposal.move,
            parties=proposal.parties,
            to=proposal.by.id,
            reason=self.reason,
        )


DISCUSSION = Words("集体讨论", "the discussion")


def _is_head(now: Moment) -> bool:
    return holds(now, now.actor, Role.HEAD, now.case.identity.agency.code)


MOVES = (Confirm, SendBack)
