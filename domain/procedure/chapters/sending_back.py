"""Sending back (退回): notices, decisions and papers that came before a head go back to who prepared them, with a reason."""

from collections.abc import Iterator
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.renotifying import DraftSentBack
from domain.case.review import Discussions
from domain.lengths import Text
from domain.procedure.gates import since_hearing
from domain.procedure.language import Fact, PartyFact, Stamp
from domain.procedure.progress import filed_since

BECAUSE = Words("{party}，理由：{reason}", "{party}, because: {reason}")


class _DraftBack(PartyFact):
    """What a draft of notices and one of a decision have in common."""

    informs: ClassVar = (Role.OFFICER,)
    to: str = ""
    reason: Text

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.to,) if self.to else ()

    def note(self, stamp: Stamp) -> DraftSentBack:
        return DraftSentBack(to=self.to, by=stamp.by, on=stamp.on, reason=self.reason)

    def said(self, case: Case) -> Iterator[Words]:
        yield BECAUSE.filled(party=case.party(self.party).said, reason=self.reason)


class NoticesSentBack(_DraftBack):
    """A head sent prepared notices back instead of approving them."""

    title: ClassVar = Words("约谈函和告知书已退回", "notices sent back")

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(sent_back=self.note(stamp))


class DecisionSentBack(_DraftBack):
    """A head sent a prepared decision back instead of making it."""

    title: ClassVar = Words("决定书草稿已退回", "decision sent back")

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        prepared = party.prepared_decision
        assert prepared is not None, "what is sent back was prepared"
        changed = prepared.model_copy(update={"sent_back": self.note(stamp)})
        return party.model_copy(update={"prepared_decision": changed})


class DiscussionSentBack(Fact):
    """The heads sent the papers back instead of concluding on them."""

    title: ClassVar = Words("集体讨论已退回", "discussion sent back")
    component: ClassVar = "discussions"
    informs: ClassVar = (Role.OFFICER,)
    papers: str
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Discussions:
        back = DraftSentBack(to="", by=stamp.by, on=stamp.on, reason=self.reason)
        return case.discussions.model_copy(update={"sent_back": back, "sent_back_papers": self.papers})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("理由：{reason}", "because: {reason}").filled(reason=self.reason)


def drafts(case: Case) -> Iterator[tuple[int, type[_DraftBack], Party, str]]:
    """Yield the documents that a head may send back, with what is said of it, whose they are, and who prepared them."""
    for party in case.undecided:
        notices, prepared = party.last_notices, party.prepared_decision
        if notices and notices.approved_on is None and notices.sent_back is None:
            yield from ((n, NoticesSentBack, party, notices.prepared_by) for n in notices.documents)
        if prepared and prepared.sent_back is None:
            yield prepared.document, DecisionSentBack, party, prepared.prepared_by


def to_discuss(case: Case) -> bool:
    """Whether the papers are before the heads, who have neither discussed them nor sent them back."""
    if case.screening.discussion.answer is False or since_hearing.discussed(case) is not None:
        return False
    return filed_since(case) is not None and not since_hearing.discussion_sent_back(case)


FACTS = (NoticesSentBack, DecisionSentBack, DiscussionSentBack)
