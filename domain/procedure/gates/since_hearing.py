"""A hearing asks for a review, a filing and a discussion after its report, new notices after them (行政处罚法 第57、58、65条).

What was agreed before it counts no more, even where nothing of the papers has changed: the record of the hearing is among
what the decision rests on. A hearing is reported seven working days at least after it was asked for, and while it is
outstanding nothing is submitted, filed or discussed: so the day tells what was before it. New notices may follow on the
same day what was agreed for the earlier ones: so they say how much there had been. So does an annulment of what had to
come before: what the party was to be told and heard on, a review, the answer to a filing.
"""

from collections.abc import Iterable
from datetime import date

from domain.case.annulling import AnnulledAct
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.renotifying import Returned
from domain.case.review import Discussion, Filed, Purpose, Round
from domain.procedure.gates import parties


def reported_on(case: Case, party: Party | None) -> date | None:
    """The day of the last report of a hearing: of this party, or of any still to be punished where the case is asked."""
    reports = (p.last_notices.hearing_report for p in _asked(case, party) if p.last_notices)
    return max((report.on for report in reports if report), default=None)


def _asked(case: Case, party: Party | None) -> Iterable[Party]:
    return (party,) if party else parties.to_be_punished(case)


def _returns(case: Case, party: Party | None) -> list[Returned]:
    return [p.last_return for p in _asked(case, party) if p.last_return]


def _annulments(case: Case, party: Party | None) -> list[AnnulledAct]:
    """What was annulled of the case and of these parties; whose decision is made is not told by it any more."""
    if not case.annulments.acts:
        return []
    asked = {None, *(p.id for p in _asked(case, party))}
    return [a for a in case.annulments.acts if a.party in asked and not a.stands]


def _reopened(case: Case, party: Party | None) -> list[Returned | AnnulledAct]:
    return [*_returns(case, party), *_annulments(case, party)]


def _rounds_before(case: Case, purpose: Purpose, party: Party | None) -> int:
    """How many rounds count no more; of the review before the notice nothing rests on how a party was heard."""
    found = _reopened(case, party) if purpose is Purpose.AFTER_STATEMENTS else _returns(case, party)
    return max((r.rounds for r in found), default=0)


def discussions_before(case: Case, party: Party | None = None) -> int:
    """How many discussions count no more."""
    return max((r.discussions for r in _reopened(case, party)), default=0)


def agreed(case: Case, purpose: Purpose, party: Party | None = None) -> Round | None:
    """The agreement of the review to the present papers that counts now."""
    since = reported_on(case, party) if purpose is Purpose.AFTER_STATEMENTS else None
    return case.review.agreed(
        purpose, case.papers_version, since, behind=_rounds_before(case, purpose, party)
    )


def under_way(case: Case) -> Round | None:
    """The round that waits for an opinion, if an opinion on it would count: else the present papers take its place."""
    round_, since = case.review.open_round, reported_on(case, None)
    if round_ is None or round_.papers != case.papers_version:
        return None
    early = since is not None and round_.purpose is Purpose.AFTER_STATEMENTS and round_.submitted_on < since
    return None if early or round_.number <= _rounds_before(case, round_.purpose, None) else round_


def filed(case: Case, party: Party | None = None) -> Filed | None:
    """The filing of the present papers that counts now."""
    before = max((r.filings for r in _reopened(case, party)), default=0)
    return case.filing.on_papers(case.papers_version, reported_on(case, party), behind=before)


def discussed(case: Case, party: Party | None = None) -> Discussion | None:
    """The discussion of the present papers that counts now."""
    before = discussions_before(case, party)
    return case.discussions.on_papers(case.papers_version, reported_on(case, party), behind=before)


def discussion_sent_back(case: Case) -> bool:
    """Whether the heads sent these very papers back instead of discussing them."""
    return case.discussions.sent_back is not None and case.discussions.sent_back_papers == case.papers_version
