"""Who acts in a case, as the directory had them at that instant."""

from collections.abc import Set as AbstractSet
from datetime import date

from domain.bilingual import Titled, Words
from domain.law.identifiers import in_one_writing
from domain.record import Computing, Record


class Role(Titled):
    OFFICER = "officer", "承办人", "officer in charge"
    """承办人"""
    HEAD = "head", "机关负责人", "agency head"
    """机关负责人"""
    CLERK = "clerk", "机关内勤", "clerk"
    """机关内勤: records the discussion, seals"""
    REVIEWER = "reviewer", "法制审核人员", "legal reviewer"
    """法制审核人员"""
    PRESIDER = "presider", "主持人", "presider"
    """主持人"""
    RECORDER = "recorder", "记录人", "recorder"
    """记录人"""
    FILING_CLERK = "filing_clerk", "备案审查人员", "filing clerk"
    """备案审查人员, of the supervising office"""
    SUPERVISOR = "supervisor", "执法监督机构", "supervisor"
    """执法监督机构"""
    PARTY = "party", "当事人", "party"
    """当事人, or who acts for it"""
    OPERATOR = "operator", "系统运维", "operator"
    """系统运维: runs the system, reads no case"""
    AUDITOR = "auditor", "审计", "auditor"
    """审计: journal and access log only"""
    SYSTEM = "system", "业务系统", "agency's own software"
    """an agency's own software, acting for a named person"""
    DELIVERY = "delivery", "送达平台", "delivery system"
    """送达平台: reports electronic or postal service, for nobody"""
    CLOCK = "clock", "时钟", "clock"
    """the workflow itself"""


class Capacity(Titled):
    """In what capacity somebody stands in a case; gate 1 asks other things of each."""

    OFFICER = "officer", "承办人", "officer of the case"
    REVIEWER = "reviewer", "审核人员", "reviewer"
    HEARING_PRESIDER = "hearing_presider", "听证主持人", "presider of the hearing"
    HEARING_RECORDER = "hearing_recorder", "听证记录人", "recorder of the hearing"
    HEARER = "hearer", "听证员", "hearer who sits beside the presider"
    MEMBER = "member", "集体讨论成员", "member of the collective discussion"
    OTHER = "other", "其他办理人员", "anybody else who acts"


class Dated(Record):
    """What holds from one day to another, both inclusive; without end, or from the beginning, where a day is not given."""

    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Certificate(Dated):
    """An enforcement certificate (行政执法证件, 行政处罚法 第42条)."""

    number: str


class Office(Dated):
    """A role that is held for a time (任职)."""

    role: Role


class Relation(Dated):
    """An interest for which a person must stand back (回避, 行政处罚法 第43条)."""

    identifier: str
    """Of the party, as its document has it."""
    ground: str = ""


class Person(Record):
    """Somebody of the directory. What has no dates holds always; certificates, roles and relations may each have theirs."""

    id: str
    name: str = ""
    agency: str = ""
    roles: tuple[Role, ...] = ()
    offices: tuple[Office, ...] = ()
    """Roles that are held for a time."""
    certificate: str = ""
    """行政执法证号, where there is one alone."""
    certificate_until: date | None = None
    """Last day on which that certificate is valid, inclusive."""
    certificates: tuple[Certificate, ...] = ()
    """More of them: renewed, or of another time."""
    legal_qualification: bool = False
    """Holds the 法律职业资格 (行政处罚法 第58条)."""
    first_time_reviewer: bool = False
    related_to: tuple[str, ...] = ()
    """Identifiers of parties to whom the person is related (回避, 行政处罚法 第43条)."""
    relations: tuple[Relation, ...] = ()
    """Relations for a time."""
    supervises: tuple[str, ...] = ()
    """Codes of the agencies that this person's office supervises."""
    acts_for: tuple[str, ...] = ()
    """`AGENCY/NUMBER/PARTY` of the parties for whom a party-side person acts."""
    email: str = ""

    @property
    def said(self) -> Words:
        """The name, and by what the directory knows the person."""
        return (
            Words(f"{self.name}（{self.id}）", f"{self.name} ({self.id})")
            if self.name
            else Words(self.id, self.id)
        )

    def has(self, role: Role, on: date) -> bool:
        """Whether the person holds a role on a day."""
        return role in self.roles or any(o.role is role and o.holds(on) for o in self.offices)

    def certified(self, on: date) -> bool:
        """Whether the person holds a valid enforcement certificate on a day."""
        single = bool(self.certificate and self.certificate_until and on <= self.certificate_until)
        return single or any(c.holds(on) for c in self.certificates)

    def related(self, identifiers: AbstractSet[str], on: date) -> bool:
        """Whether the person is related to one of these parties on a day, however its identifier is written."""
        known = (*self.related_to, *(r.identifier for r in self.relations if r.holds(on)))
        if not known:
            return False  # As with nearly everybody, whatever the number of parties.
        wanted = {in_one_writing(identifier) for identifier in identifiers}
        return any(in_one_writing(identifier) in wanted for identifier in known)

    @property
    def may_review(self) -> bool:
        """Whether nothing is missing for a legal review: who reviews for the first time is qualified (行政处罚法 第58条)."""
        return self.legal_qualification or not self.first_time_reviewer

    def as_of(self, day: date) -> "Person":
        """Return the person with the roles of one day: who asks is who he is now."""
        if not self.offices:
            return self
        held = (o.role for o in self.offices if o.holds(day))
        return self.model_copy(update={"roles": tuple(dict.fromkeys((*self.roles, *held))), "offices": ()})


CLOCK = Person(id="clock", name="时钟", roles=(Role.CLOCK,))


class Agency(Record):
    """An enforcement agency (执法机关) and what its documents must say of it."""

    code: str
    name: str
    word: str
    """机关代字 in document numbers, such as 镇市监."""
    address: str = ""
    phone: str = ""
    contact: str = ""
    legal_unit: str = ""
    """法制机构: its unit that reviews cases and organises hearings, such as 法规处; nothing where none is named."""
    supervising_office: str = ""
    """Code of the supervising office (执法监督机构) that receives filings."""
    supervising_office_name: str = ""
    supervising_office_superior: bool = False
    """Whether it stands above the agency, as a people's government does: it gets a 报告; any other gets a 函."""
    reconsideration_organ: str = ""
    """Where reconsideration is applied for (行政复议法 第24条)."""
    reconsideration_channel: str = ""
    """Internet channel for it, due when the decision is served electronically (行政复议法 第22条)."""
    court: str = ""
    """The court at which suit may be brought."""
    payment_account: str = ""
    """Where fines are paid: decider and collector are apart (行政处罚法 第67条)."""


class People(Computing):
    """The officers of the case (承办人), present and past."""

    officers: tuple[Person, ...] = ()
    past_officers: tuple[Person, ...] = ()

    def is_officer(self, person: str) -> bool:
        return any(p.id == person for p in self.officers)

    def ever_officer(self, person: str) -> bool:
        """Whether this person is or was an officer of the case (gate 1 looks at the whole history)."""
        return any(p.id == person for p in (*self.officers, *self.past_officers))


OF_THE_SUPERVISING_OFFICE = frozenset({Role.FILING_CLERK, Role.SUPERVISOR})
OF_NO_AGENCY = frozenset({Role.CLOCK, Role.OPERATOR, Role.DELIVERY})


def in_agency(person: Person, role: Role, agency: str) -> bool:
    """Whether a role that a person has is one in an agency: its own, or over it; of some roles there is no agency at all."""
    if role in OF_NO_AGENCY:
        return True
    return agency in person.supervises if role in OF_THE_SUPERVISING_OFFICE else person.agency == agency
