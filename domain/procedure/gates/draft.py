"""What a draft must have (拟处罚决定草案): a number, fit officers, days in their order, parties and papers that hold together."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from domain.bilingual import Words, listed
from domain.case.drafts import NewParty
from domain.case.identity import never_punished
from domain.case.papers import Evidence, Papers, Proposal
from domain.case.people import Role
from domain.law.articles import art
from domain.law.parties import PartyKind
from domain.procedure.faults import blank, filled, in_order, penalties_sound
from domain.procedure.gates import fined_once, identities, minors
from domain.procedure.gates.officers import two_qualified_officers
from domain.procedure.language import APL, Moment, Move, Refusal, Refused, Sort

CASE_NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")
"""It stands in URLs and workflow ids."""
OPENING = art(APL, "42")

CASE_NUMBER_FORM = Refusal(
    "CaseNumberForm",
    None,
    Words(
        "案号“{number}”不能使用：案号是网址的一部分，只能有英文字母、数字和连字符，1至40个，没有汉字、括号、空格和斜线",
        'the case number "{number}" cannot be used: it is part of an address, and has 1 to 40 Latin letters, digits'
        " and hyphens alone; no Chinese characters, brackets, blanks or slashes",
    ),
    Words(
        "请改写案号（number），例如“镇市监案〔2026〕12号”写作 2026-0012",
        "write the case number (`number`) otherwise: of the agency's own number keep year and serial, as in 2026-0012",
    ),
    Sort.FORM,
)


def case_number_sound(number: str) -> Iterator[Refused]:
    if not CASE_NUMBER.fullmatch(number):
        yield CASE_NUMBER_FORM(number=number)


NOT_AN_OFFICER = Refusal(
    "NotAnOfficer",
    OPENING,
    Words("{persons}不是本机关的执法人员", "not officers of this agency: {persons}"),
    Words(
        "请在 officers 中填写本机关的执法人员（编号见 tingshu people --role officer）",
        "name officers of this agency in `officers` (by their ids: `tingshu people --role officer`)",
    ),
    Sort.FORM,
)
OPENED_BY_ANOTHER = Refusal(
    "OpenedByAnother",
    OPENING,
    Words("{actor}不是本案承办人，不能启动本案", "{actor} is no officer of this case and may not open it"),
    Words(
        "请把自己列入 officers，或者由其中的承办人启动",
        "name yourself in `officers`, or let one of those named there open it",
    ),
)


def opener_fits(now: Moment, named: Sequence[str]) -> Iterator[Refused]:
    """An officer who opens the case is one of its officers."""
    if now.actor.has(Role.OFFICER, now.today) and now.actor.id not in named:
        yield OPENED_BY_ANOTHER(actor=now.actor.said)


def officers_fit(now: Moment, agency: str, named: Sequence[str]) -> Iterator[Refused]:
    """Two qualified officers of the agency (行政处罚法 第42条)."""
    known = [now.people[person] for person in named if person in now.people]
    yield from two_qualified_officers(now, known)
    unfit = [p.id for p in known if not p.has(Role.OFFICER, now.today) or p.agency != agency]
    unfit += [person for person in named if person not in now.people]
    if unfit:
        yield NOT_AN_OFFICER(persons=listed(map(now.called, unfit)))


_ACT_FROM = Words("违法行为开始日", "the first day of the act")
_ACT_TO = Words("违法行为终了日", "the last day of the act")
_DISCOVERED_ON = Words("发现日", "the day of discovery")
_ACCEPTED_ON = Words("立案日期", "the day of case acceptance")
_INVESTIGATED_ON = Words("调查终结日期", "the day on which the investigation ended")


def days_in_order(now: Moment, papers: Papers) -> Iterator[Refused]:
    """Each day after the one it follows: act, discovery, acceptance, end of the investigation.

    The end of the act may come after any of these: one that goes on is discovered and taken up all the same (36(2)).
    """
    days = (
        (papers.act_from, _ACT_FROM),
        (papers.discovered_on, _DISCOVERED_ON),
        (papers.accepted_on, _ACCEPTED_ON),
        (papers.investigation_ended_on, _INVESTIGATED_ON),
    )
    for number, piece in enumerate(papers.evidence):
        if piece.obtained_on is not None:
            named = Words(f"evidence.{number}.obtained_on", f"`evidence.{number}.obtained_on`")
            yield from in_order(now, OPENING, piece.obtained_on, named, after=None, event=named)
    for (before, event), (on, what) in pairwise(days):
        yield from in_order(now, OPENING, on, what, after=before, event=event)
    if papers.act_to is not None:
        yield from in_order(now, OPENING, papers.act_to, _ACT_TO, after=papers.act_from, event=_ACT_FROM)


NO_PARTY = Refusal(
    "NoParty",
    OPENING,
    Words("草案没有列明当事人", "the draft names no party"),
    Words("请在 parties 中至少写明一名当事人", "name at least one party in `parties`"),
    Sort.FORM,
)
REPRESENTATIVE_MISSING = Refusal(
    "RepresentativeMissing",
    art(APL, "59"),
    Words("没有写明当事人{party}的代表人", "the representative of party {party} is not named"),
    Words(
        "请填写法定代表人、负责人或者经营者（representative）",
        "name the legal representative, principal or proprietor (`representative`)",
    ),
    Sort.FORM,
)


def parties_complete(
    now: Moment, move: Move, parties: Sequence[NewParty], papers: Papers
) -> Iterator[Refused]:
    if not parties:
        yield NO_PARTY()
    yield from fined_once.each_party_once(parties)
    for number, party in enumerate(parties, start=1):
        unsound = list(identities.identity_sound(now, move, number, party))
        yield from unsound
        if party.kind is not PartyKind.CITIZEN and blank(party.representative):
            yield REPRESENTATIVE_MISSING(party=number)
        elif not unsound:
            yield from _of_age_or_lenient(now, number, party, minors.act_ended(papers, now.today))
        # A field is called by its path, whose places count from 0; a party by its number, which counts from 1.
        path = f"parties.{number - 1}"
        named = {f"{path}.name": party.name, f"{path}.address": party.address}
        if consent := party.consent:
            signing = Words("同意电子送达的签署日期", "the day on which the consent was signed")
            yield from in_order(now, art(APL, "61"), consent.signed_on, signing, after=None, event=signing)
        yield from filled(move, under=art(APL, "59"), **named)
        yield from proposal_sound(number, party.proposal)


def _of_age_or_lenient(now: Moment, number: int, party: NewParty, act_ended: date) -> Iterator[Refused]:
    """Who was under 14 is shown as such, and its case is opened: it ends without penalty."""
    if not never_punished(party, act_ended):
        tier, agent = party.proposal.discretion, party.representative
        yield from minors.treated_as_minor(number, party, agent, tier, act_ended, now.today)


NO_PENALTY_INTENDED = Refusal(
    "NoPenaltyIntended",
    art(APL, "9"),
    Words("对当事人{party}没有拟处罚内容", "no penalty is intended against party {party}"),
    Words(
        "请在该当事人的 proposal.penalties 中写明拟处罚内容",
        "write the intended penalties in `proposal.penalties` of that party",
    ),
    Sort.FORM,
)


def proposal_sound(party: int, proposal: Proposal) -> Iterator[Refused]:
    if not proposal.penalties:
        yield NO_PENALTY_INTENDED(party=party)
    yield from penalties_sound(proposal.penalties, party)


PAPERS_INCOMPLETE = Refusal(
    "PapersIncomplete",
    None,
    Words("案卷材料不完整，{what}：{listed}", "the papers are incomplete, {what}: {listed}"),
    Words(
        "请在草案（open_case、amend_draft）的 {field} 中补正",
        "put it right in {field} of the draft (open_case, amend_draft)",
    ),
    Sort.FORM,
)


class _Flaw(NamedTuple):
    """A way in which papers do not hold together, and the ids in which they do not."""

    article: str
    what: Words
    field: str | Words
    ids: AbstractSet[int | str]


def papers_complete(move: Move, papers: Papers, parties: AbstractSet[int]) -> Iterator[Refused]:
    """Every party has a finding, every finding checked evidence and a basis (行政处罚法 第40、46条)."""
    reasons = {
        "complex_case.reason": papers.complex_case.reason,
        "influence.reason": papers.influence.reason,
        "public_interest.reason": papers.public_interest.reason,
    }
    yield from filled(move, under=move.source, cause=papers.cause, **reasons)
    yield from filled(move, under=art(APL, "59"), **_texts(papers))
    for flaw in (*_unknown(papers, parties), *_unsupported(papers, parties)):
        if flaw.ids:
            ids = listed(sorted(map(str, flaw.ids)))
            yield PAPERS_INCOMPLETE(
                article=art(APL, flaw.article), what=flaw.what, listed=ids, field=flaw.field
            )


def _texts(papers: Papers) -> dict[str, str]:
    """What each finding, piece of evidence and article of the basis must say, by the path of its field."""
    return {
        f"{part}.{place}.{name}": getattr(item, name)
        for part, names in (
            ("findings", ("id", "text")),
            ("evidence", ("id", "title")),
            ("basis", ("id", "statute", "article")),
        )
        for place, item in enumerate(getattr(papers, part))
        for name in names
    }


def _unknown(papers: Papers, parties: AbstractSet[int]) -> Iterator[_Flaw]:
    """What is named and is not there, and what stands twice."""
    findings = {f.id for f in papers.findings}
    strangers = _concerned(papers) - parties
    ids = (*(f.id for f in papers.findings), *(e.id for e in papers.evidence), *(b.id for b in papers.basis))
    times = Counter(ids)
    twice = {name for name, number in times.items() if number > 1}
    yield _Flaw(
        "59",
        Words("违法事实指向不存在的当事人", "findings name parties that are not there"),
        "findings.parties",
        strangers,
    )
    yield _Flaw(
        "59",
        Words("证据指向不存在的违法事实", "evidence names findings that are not there"),
        "evidence.proves",
        _proven(papers.evidence) - findings,
    )
    yield _Flaw(
        "59",
        Words("依据指向不存在的违法事实", "the legal basis names findings that are not there"),
        "basis.findings",
        _founded(papers) - findings,
    )
    yield _Flaw(
        "59", Words("编号重复", "ids that stand twice"), listed(("findings", "evidence", "basis")), twice
    )


def _unsupported(papers: Papers, parties: AbstractSet[int]) -> Iterator[_Flaw]:
    """Findings that rest on nothing, and parties without one."""
    findings = {f.id for f in papers.findings}
    reliable = [e for e in papers.evidence if e.checked and not e.excluded]
    yield _Flaw(
        "46",
        Words("违法事实没有经查证属实的证据", "findings without verified evidence"),
        "evidence",
        findings - _proven(reliable),
    )
    yield _Flaw(
        "59",
        Words("违法事实没有法律依据", "findings without a legal basis"),
        "basis",
        findings - _founded(papers),
    )
    yield _Flaw(
        "40",
        Words("当事人没有违法事实", "parties without a finding"),
        "findings",
        parties - _concerned(papers),
    )


def _concerned(papers: Papers) -> set[int]:
    return {party for finding in papers.findings for party in finding.parties}


def _proven(evidence: Iterable[Evidence]) -> set[str]:
    return {finding for one in evidence for finding in one.proves}


def _founded(papers: Papers) -> set[str]:
    return {finding for basis in papers.basis for finding in basis.findings}
