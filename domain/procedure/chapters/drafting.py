"""Drafting (拟处罚): the case is opened from a draft decision."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import BindingRules, Case, Identity, Parties
from domain.case.drafts import NewParty
from domain.case.papers import Basis, Evidence, Finding, Judgement, Papers
from domain.case.people import Agency, Capacity, People, Person, Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.held import held, hold
from domain.law.rulebook import Rulebook
from domain.lengths import Code, Line, Text, UpToEvidence, UpToFindings, UpToOfficers, UpToParties, Written
from domain.procedure.chapters.screening import Screened, screened
from domain.procedure.faults import blank
from domain.procedure.gates import draft, law
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Stamp
from domain.record import PersonId


class CaseOpened(Fact):
    """A case was opened: its agency, number and profile."""

    title: ClassVar = Words("案件已启动", "case opened")
    component: ClassVar = "identity"
    agency: Agency
    number: str
    profile: str
    reason: Text = ""
    """Why it is opened although screening does not ask for this procedure."""
    clock_offset: timedelta = timedelta()
    """How far its civil time lies from the engine's: zero but for demonstration and tests."""

    def change(self, case: Case, stamp: Stamp) -> Identity:
        return Identity(
            agency=self.agency,
            number=self.number,
            profile=self.profile,
            clock_offset=self.clock_offset,
        )

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("程序规定 {profile}", "profile {profile}").filled(profile=self.profile)
        if self.reason:
            yield Words("仍然启动的理由：{reason}", "opened all the same: {reason}").filled(
                reason=self.reason
            )


class RulebookAdopted(Fact):
    """The rules that bind this case from now on, by their address."""

    title: ClassVar = Words("已适用规则", "rules adopted")
    component: ClassVar = "rules"
    informs: ClassVar = (Role.OFFICER,)
    rulebook: str
    """SHA-256 of the rulebook, which the register keeps."""
    rulebook_title: str

    @classmethod
    def of(cls, rulebook: Rulebook) -> "RulebookAdopted":
        return cls(rulebook=hold(rulebook).sha256, rulebook_title=rulebook.title)

    def change(self, case: Case, stamp: Stamp) -> BindingRules:
        return BindingRules(sha256=self.rulebook, title=self.rulebook_title)

    def said(self, case: Case) -> Iterator[Words]:
        years = listed(
            Words(f"{year.year}年（虚构，演示用）", f"{year.year} (invented, for demonstration)")
            if year.invented
            else Words(f"{year.year}年", f"{year.year}")
            for year in held(self.rulebook).calendar.years
        )
        yield Words("规则集 {hash}，节假日安排：{years}", "rulebook {hash}, holidays of {years}").filled(
            hash=self.rulebook[:12], years=years
        )


class OfficersNamed(Fact):
    """The officers of the case, as the directory had them."""

    title: ClassVar = Words("承办人已确定", "officers named")
    component: ClassVar = "people"
    informs: ClassVar = (Role.OFFICER,)
    officers: tuple[Person, ...]
    reason: Text = ""
    """Why others took over."""

    def change(self, case: Case, stamp: Stamp) -> People:
        past = (*case.people.past_officers, *case.people.officers)
        return People(officers=self.officers, past_officers=past)

    def said(self, case: Case) -> Iterator[Words]:
        names = listed(person.name or person.id for person in self.officers)
        yield Words("承办人：{names}", "officers: {names}").filled(names=names)
        if self.reason:
            yield Words("变更理由：{reason}", "changed because: {reason}").filled(reason=self.reason)


class PapersLaid(Fact):
    """The papers of the draft: findings, evidence, basis, dates, judgements."""

    title: ClassVar = Words("案卷材料已提交", "papers submitted")
    component: ClassVar = "papers"
    papers: Papers

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return self.papers

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("案由：{cause}", "cause: {cause}").filled(cause=self.papers.cause)


class PartiesNamed(Fact):
    """The parties, numbered from 1, each with what is intended against it."""

    title: ClassVar = Words("当事人已列明", "parties named")
    component: ClassVar = "parties"
    parties: tuple[NewParty, ...]

    def change(self, case: Case, stamp: Stamp) -> Parties:
        return Parties(all=tuple(new.numbered(number) for number, new in enumerate(self.parties, start=1)))

    def said(self, case: Case) -> Iterator[Words]:
        yield listed(party.said for party in case.parties.all)


ALREADY_OPEN = Refusal(
    "AlreadyOpen",
    art(APL, "42"),
    Words("案件{number}已经启动", "case {number} is open already"),
    Words(
        "请查阅已启动的案件（见 tingshu case show），另一案件请填写另一案号（number）",
        "look it up (tingshu case show); for another case give another number (`number`)",
    ),
)
NOT_FOR_THIS_PROCEDURE = Refusal(
    "NotForThisProcedure",
    None,
    Words(
        "{reason}：不属于重大、复杂或者有较大影响的处罚",
        "the penalty is neither major, complex nor influential: {reason}",
    ),
    Words(
        '确需适用本程序的，请在草案（启动的内容）中写明理由，例如 "opened_all_the_same": "社会关注度高"',
        'to open it all the same, write the reason into the draft, such as "opened_all_the_same": "of public concern"',
    ),
)


class OpenCase(Move):
    """Open a case (启动审前听述案件) from a draft decision."""

    title: ClassVar = Words("启动案件", "open case")
    by: ClassVar = (Role.OFFICER, Role.SYSTEM)
    source: ClassVar = art(APL, "42")
    makes: ClassVar = (CaseOpened, RulebookAdopted, OfficersNamed, PapersLaid, PartiesNamed, Screened)
    opens: ClassVar = True

    agency: Annotated[Code, Label("执法机关", "agency", "执法机关的代码", "code of the enforcement agency")]
    number: Annotated[
        Code,
        Written("^[A-Za-z0-9-]{1,40}$"),
        Label("案号", "case number", "字母、数字、连字符，1至40个", "letters, digits and hyphens, 1 to 40"),
    ]
    profile: Annotated[
        Code,
        Label(
            "程序规定", "profile", "例如 market+zhenjiang", "which rules bind it, such as market+zhenjiang"
        ),
    ]
    cause: Annotated[Line, Label("案由", "cause")]
    accepted_on: Annotated[
        date,
        Label("立案日期", "day of case acceptance", "九十日的办案期限由此起算", "the 90 days count from it"),
    ]
    act_from: Annotated[date, Label("违法行为开始日", "first day of the act", "含当日", "inclusive")]
    act_to: Annotated[
        date | None,
        Label(
            "违法行为终了日",
            "last day of the act",
            "含当日，可以晚于发现日和立案日期；仍在继续的填写 null（行政处罚法第三十六条第二款）",
            "inclusive, and possibly after discovery and acceptance; null while the act goes on",
        ),
    ]
    discovered_on: Annotated[
        date, Label("发现日", "day of discovery", "追责时效算至此日", "ends the limitation")
    ]
    investigation_ended_on: Annotated[date, Label("调查终结日期", "day on which the investigation ended")]
    harm: Annotated[
        bool,
        Label(
            "危害后果",
            "harm",
            "涉及公民生命健康安全、金融安全且有危害后果的，追责时效五年（行政处罚法第三十六条）",
            "danger to life, health or financial safety with harm: limitation of five years",
        ),
    ] = False
    officers: Annotated[
        UpToOfficers[PersonId],
        Capacity.OFFICER,
        Label("承办人", "officers", "至少两人，填写人员编号", "two at least, by their ids in the directory"),
    ]
    parties: Annotated[
        UpToParties[NewParty],
        Label("当事人", "parties", "按此顺序从1起编号", "numbered from 1 in this order"),
    ]
    findings: Annotated[UpToFindings[Finding], Label("违法事实", "findings")]
    evidence: Annotated[UpToEvidence[Evidence], Label("证据", "evidence")]
    basis: Annotated[UpToFindings[Basis], Label("法律依据", "legal basis")]
    complex_case: Annotated[
        Judgement, Label("情节复杂", "complex", "承办人的认定及理由", "the officer's yes or no")
    ]
    influence: Annotated[
        Judgement,
        Label("有较大影响", "of considerable influence", "承办人的认定及理由", "the officer's yes or no"),
    ]
    public_interest: Annotated[
        Judgement,
        Label(
            "涉及重大公共利益",
            "touches major public interest",
            "承办人的认定及理由",
            "the officer's yes or no",
        ),
    ]
    case_source: Annotated[
        Line,
        Label(
            "案件来源",
            "source of the case",
            "怎样发现的，例如：监督检查、投诉、举报、其他部门移送、上级交办",
            "how it came to be known, such as: inspection, complaint, report, transfer, assignment from above",
        ),
    ] = ""
    opened_all_the_same: Annotated[
        Text,
        Label(
            "仍然启动的理由",
            "reason for opening it all the same",
            "不属于重大、复杂或者有较大影响的，确需适用本程序的理由",
            "where it is neither major, complex nor influential",
        ),
    ] = ""

    @property
    def new_parties(self) -> AbstractSet[str]:
        return frozenset(party.identifier for party in self.parties)

    @property
    def _numbered(self) -> dict[int, NewParty]:
        return dict(enumerate(self.parties, start=1))

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.opened:
            yield ALREADY_OPEN(number=now.case.identity.number)

    def faults(self, now: Moment) -> Iterator[Refused]:
        papers = self._papers()
        wrong = [
            *draft.case_number_sound(self.number),
            *draft.officers_fit(now, self.agency, self.officers),
            *draft.opener_fits(now, self.officers),
            *draft.days_in_order(now, papers),
            *law.law_of_the_day(now),
            *draft.parties_complete(now, self, self.parties, papers),
            *draft.papers_complete(self, papers, self._numbered.keys()),
        ]
        yield from wrong
        if wrong:
            return
        scope = screened(now, papers, self._numbered).in_scope
        if scope.answer is False and blank(self.opened_all_the_same):
            yield NOT_FOR_THIS_PROCEDURE(article=scope.article, reason=scope.why)

    def _papers(self) -> Papers:
        return Papers(
            cause=self.cause,
            accepted_on=self.accepted_on,
            act_from=self.act_from,
            act_to=self.act_to,
            discovered_on=self.discovered_on,
            investigation_ended_on=self.investigation_ended_on,
            harm=self.harm,
            findings=self.findings,
            evidence=self.evidence,
            basis=self.basis,
            complex_case=self.complex_case,
            influence=self.influence,
            public_interest=self.public_interest,
            source=self.case_source,
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        assert now.agency is not None, "the desk stamps the agency into the envelope"
        yield CaseOpened(
            agency=now.agency,
            number=self.number,
            profile=self.profile,
            reason=self.opened_all_the_same,
            clock_offset=now.clock_offset,
        )
        yield RulebookAdopted.of(now.rules)
        yield OfficersNamed(officers=tuple(now.people[o] for o in self.officers))
        papers = self._papers()
        yield PapersLaid(papers=papers)
        yield PartiesNamed(parties=self.parties)
        yield Screened(screening=screened(now, papers, self._numbered))


MOVES = (OpenCase,)
FACTS = (CaseOpened, RulebookAdopted, OfficersNamed, PapersLaid, PartiesNamed)
