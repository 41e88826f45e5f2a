"""Drafting (拟处罚): the case is opened from a draft decision, and screened."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from domain.bilingual import Words
from domain.case.case import Case, CaseScreening, Identity, Parties
from domain.case.papers import Basis, Evidence, Finding, Judgement, Papers, Proposal
from domain.case.parties import Consent, Party
from domain.case.people import Agency, People, Person, Role
from domain.law.articles import art
from domain.law.identifiers import identifier_fault
from domain.law.limitation import limitation_ended
from domain.law.parties import PartyKind
from domain.law.rulebook import Rulebook
from domain.law.screening import ScreenedParty, Screening, screen
from domain.law.versions import laws_in_question
from domain.procedure.faults import filled, in_order, penalties_sound
from domain.procedure.gates import officers
from domain.procedure.language import APL, MALFORMED, Fact, Moment, Move, Refused, Stamp
from domain.record import PersonId, Record

CASE_NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")
"""It stands in URLs and workflow ids."""


class NewParty(Record):
    """A party (当事人) as the draft names it; parties are numbered from 1 in this order."""

    kind: PartyKind
    name: str
    identifier: str
    """统一社会信用代码 or 公民身份号码, with right check digits."""
    address: str
    contact: str = ""
    representative: str = ""
    """法定代表人 or 经营者 or 法定代理人."""
    consent: Consent | None = None
    proposal: Proposal
    """Intended penalties (拟处罚) and the discretion with its reasons."""


class CaseOpened(Fact):
    """A case was opened: its agency, number and profile."""

    title: ClassVar = Words("案件已启动", "case opened")
    component: ClassVar = "identity"
    agency: Agency
    number: str
    profile: str
    reason: str = ""
    """Why it is opened although screening does not ask for this procedure."""

    def change(self, case: Case, stamp: Stamp) -> Identity:
        return Identity(agency=self.agency, number=self.number, profile=self.profile)


class RulebookAdopted(Fact):
    """The rules that bind this case from now on."""

    title: ClassVar = Words("已适用规则", "rulebook adopted")
    component: ClassVar = "rulebook"
    informs: ClassVar = (Role.OFFICER,)
    rulebook: Rulebook

    def change(self, case: Case, stamp: Stamp) -> Rulebook:
        return self.rulebook


class OfficersNamed(Fact):
    """The officers of the case, as the directory had them."""

    title: ClassVar = Words("承办人已确定", "officers named")
    component: ClassVar = "people"
    informs: ClassVar = (Role.OFFICER,)
    officers: tuple[Person, ...]

    def change(self, case: Case, stamp: Stamp) -> People:
        past = (*case.people.past_officers, *case.people.officers)
        return People(officers=self.officers, past_officers=past)


class PapersLaid(Fact):
    """The papers of the draft: findings, evidence, basis, dates, judgements."""

    title: ClassVar = Words("案卷材料已提交", "papers laid")
    component: ClassVar = "papers"
    papers: Papers

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return self.papers


class PartiesNamed(Fact):
    """The parties, numbered from 1, each with what is intended against it."""

    title: ClassVar = Words("当事人已列明", "parties named")
    component: ClassVar = "parties"
    parties: tuple[NewParty, ...]

    def change(self, case: Case, stamp: Stamp) -> Parties:
        return Parties(all=tuple(_party(number, new) for number, new in enumerate(self.parties, start=1)))


def _party(number: int, new: NewParty) -> Party:
    return Party(id=number, **{field: getattr(new, field) for field in NewParty.model_fields})


class Screened(Fact):
    """Whether the intended penalty is major, and what that brings with it; each with threshold, reason, article."""

    title: ClassVar = Words("已筛查", "screened")
    component: ClassVar = "screening"
    screening: CaseScreening

    def change(self, case: Case, stamp: Stamp) -> CaseScreening:
        return self.screening


class OpenCase(Move):
    """Open a case (启动审前听述案件) from a draft decision."""

    title: ClassVar = Words("启动案件", "open case")
    by: ClassVar = (Role.OFFICER, Role.SYSTEM)
    source: ClassVar = art(APL, "42")
    makes: ClassVar = (CaseOpened, RulebookAdopted, OfficersNamed, PapersLaid, PartiesNamed, Screened)

    agency: str
    """Code of the agency (执法机关)."""
    number: str
    """Case number (案号), letters, digits and hyphens, 1 to 40."""
    profile: str
    """Which rules bind the case (程序规定), such as `market+zhenjiang`."""
    cause: str
    """Cause (案由)."""
    accepted_on: date
    """Day of case acceptance (立案日期); the 90 days count from it."""
    act_from: date
    act_to: date
    """First and last day of the act (违法行为起止), inclusive."""
    discovered_on: date
    """Day of discovery (发现日)."""
    investigation_ended_on: date
    """Day on which the investigation ended (调查终结日期)."""
    harm: bool = False
    """Danger to life, health or financial safety with harm (行政处罚法 第36条)."""
    officers: tuple[PersonId, ...]
    """Officers (承办人), two at least, by their directory ids."""
    parties: tuple[NewParty, ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    basis: tuple[Basis, ...]
    complex_case: Judgement
    """Is the case complex (情节复杂)? With the reason."""
    influence: Judgement
    """Is it of considerable influence (有较大影响)? With the reason."""
    public_interest: Judgement
    """Does it touch major public interest (重大公共利益)? With the reason."""
    opened_all_the_same: str = ""
    """Reason for opening it although it is not major, complex or influential."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.opened:
            yield Refused(
                "AlreadyOpen", cls.source, "案件已经启动 · the case is open already: look it up by its number"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        wrong = [*self._number_and_officers(now), *self._dates(now), *self._parties(), *self._papers()]
        yield from wrong
        if wrong:
            return
        scope = self.screened(now).in_scope
        if scope.answer is False and not self.opened_all_the_same:
            yield Refused(
                "NotForThisProcedure",
                scope.article,
                f"{scope.reason}：不属于重大、复杂或有较大影响的处罚；确需适用请填写 opened_all_the_same"
                " · neither major, complex nor influential: give the reason in opened_all_the_same to open it all the same",
            )

    def _number_and_officers(self, now: Moment) -> Iterator[Refused]:
        if not CASE_NUMBER.fullmatch(self.number):
            yield Refused(
                "CaseNumberForm",
                None,
                "案号只能由1至40个字母、数字或连字符组成 · a case number is 1 to 40 letters, digits or hyphens",
                MALFORMED,
            )
        named = [now.people[o] for o in self.officers if o in now.people]
        yield from officers.two_qualified_officers(now, named)
        unfit = [p.id for p in named if Role.OFFICER not in p.roles or p.agency != self.agency]
        unfit += [o for o in self.officers if o not in now.people]
        if unfit:
            yield Refused(
                "NotAnOfficer",
                self.source,
                f"{'、'.join(unfit)} 不是本机关的执法人员：请核对 · not officers of this agency: check the ids",
                MALFORMED,
            )
        if Role.OFFICER in now.actor.roles and now.actor.id not in self.officers:
            yield Refused(
                "OpenedByAnother",
                self.source,
                "只能由本案承办人启动：请把自己列入 officers · only an officer of the case may open it: name yourself",
            )

    def _dates(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now, self.source, self.act_to, "违法行为终了日", after=self.act_from, event="违法行为开始日"
        )
        yield from in_order(
            now, self.source, self.discovered_on, "发现日", after=self.act_to, event="违法行为终了日"
        )
        yield from in_order(
            now, self.source, self.accepted_on, "立案日期", after=self.discovered_on, event="发现日"
        )
        yield from in_order(
            now,
            self.source,
            self.investigation_ended_on,
            "调查终结日期",
            after=self.accepted_on,
            event="立案日期",
        )

    def _parties(self) -> Iterator[Refused]:
        if not self.parties:
            yield Refused("NoParty", self.source, "至少须有一名当事人 · name at least one party", MALFORMED)
        for number, party in enumerate(self.parties, start=1):
            if fault := identifier_fault(party.kind, party.identifier):
                yield Refused(
                    "IdentifierWrong",
                    art(APL, "59"),
                    f"当事人{number}：{fault} · the identifier of party {number} is not valid: check every character",
                    MALFORMED,
                )
            if party.kind is not PartyKind.CITIZEN and not party.representative:
                yield Refused(
                    "RepresentativeMissing",
                    art(APL, "59"),
                    f"当事人{number}须填写法定代表人（负责人、经营者） · name the representative of party {number}",
                    MALFORMED,
                )
            named = {f"parties.{number}.{f}": getattr(party, f) for f in ("name", "address")}
            yield from filled(art(APL, "59"), **named)
            yield from _proposal_faults(number, party.proposal)

    def _papers(self) -> Iterator[Refused]:
        """Every party has a finding, every finding checked evidence and a basis (行政处罚法 第40、46条)."""
        judged = ("complex_case", "influence", "public_interest")
        reasons = {f"{judgement}.reason": getattr(self, judgement).reason for judgement in judged}
        yield from filled(self.source, cause=self.cause, **reasons)
        parties = set(range(1, len(self.parties) + 1))
        findings = {f.id for f in self.findings}
        ids = Counter(
            [*(f.id for f in self.findings), *(e.id for e in self.evidence), *(b.id for b in self.basis)]
        )
        strangers = {p for f in self.findings for p in f.parties} - parties
        unproven = findings - {f for e in self.evidence if e.checked and not e.excluded for f in e.proves}
        unfounded = findings - {f for b in self.basis for f in b.findings}
        unmet = parties - {p for f in self.findings for p in f.parties}
        unknown = (
            {f for e in self.evidence for f in e.proves} | {f for b in self.basis for f in b.findings}
        ) - findings
        for names, article, zh, en in (
            (strangers, "59", "违法事实指向不存在的当事人", "findings name parties that are not there"),
            (
                unknown,
                "59",
                "证据或依据指向不存在的违法事实",
                "evidence or basis names findings that are not there",
            ),
            (unproven, "46", "违法事实没有经查证属实的证据", "findings without checked evidence"),
            (unfounded, "59", "违法事实没有法律依据", "findings without a legal basis"),
            (unmet, "40", "当事人没有违法事实", "parties without a finding"),
            ({i for i, times in ids.items() if times > 1}, "59", "编号重复", "ids that stand twice"),
        ):
            if names:
                listed = "、".join(sorted(map(str, names)))
                yield Refused(
                    "PapersIncomplete", art(APL, article), f"{zh}：{listed} · {en}: {listed}", MALFORMED
                )

    def screened(self, now: Moment) -> CaseScreening:
        rules = now.rules
        parties = [
            ScreenedParty(id=n, kind=p.kind, penalties=p.proposal.penalties)
            for n, p in enumerate(self.parties, start=1)
        ]
        screening = screen(rules, now.today, parties, **judged(self))
        ended = limitation_ended(self.act_to, self.discovered_on, self.harm, rules)
        questions = laws_in_question((b.statute for b in self.basis), self.act_to, now.today)
        return case_screening(screening, limitation=ended, questions=tuple(questions))

    def facts(self, now: Moment) -> Iterator[Fact]:
        assert now.agency is not None, "the desk stamps the agency into the envelope"
        yield CaseOpened(
            agency=now.agency, number=self.number, profile=self.profile, reason=self.opened_all_the_same
        )
        yield RulebookAdopted(rulebook=now.rules)
        yield OfficersNamed(officers=tuple(now.people[o] for o in self.officers))
        yield PapersLaid(papers=Papers(**{f: getattr(self, f) for f in Papers.model_fields}))
        yield PartiesNamed(parties=self.parties)
        yield Screened(screening=self.screened(now))


def judged(draft: "OpenCase | Papers") -> dict[str, bool]:
    """What the officer says of the case as a whole."""
    return {
        "complex_case": draft.complex_case.answer,
        "influence": draft.influence.answer,
        "public_interest": draft.public_interest.answer,
    }


def case_screening(screening: Screening, **beside: Any) -> CaseScreening:
    return CaseScreening(**{f: getattr(screening, f) for f in Screening.model_fields}, **beside)


def _proposal_faults(number: int, proposal: Proposal) -> Iterator[Refused]:
    if not proposal.penalties:
        yield Refused(
            "NoPenaltyIntended",
            art(APL, "9"),
            f"当事人{number}没有拟处罚内容 · party {number} has no intended penalty",
            MALFORMED,
        )
    yield from penalties_sound(proposal.penalties, f"当事人{number}")


MOVES = (OpenCase,)
FACTS = (CaseOpened, RulebookAdopted, OfficersNamed, PapersLaid, PartiesNamed, Screened)
