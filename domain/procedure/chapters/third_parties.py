"""Third parties (利害关系人): whose interests the decision touches is told of the hearing and of the decision.

Each notice of a hearing and each decision that is made from then on says to whom it goes besides the party; a decision
that was prepared before is prepared anew.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Role
from domain.case.third_parties import ThirdParties, ThirdParty
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Line, Text
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp


class ThirdPartyNamed(Fact):
    """Somebody beside the parties is told of hearing and decision."""

    title: ClassVar = Words("利害关系人已列明", "third party named")
    component: ClassVar = "third_parties"
    informs: ClassVar = (Role.OFFICER,)
    third_party: ThirdParty

    def change(self, case: Case, stamp: Stamp) -> ThirdParties:
        return ThirdParties(all=(*case.third_parties.all, self.third_party))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{name}：{interest}", "{name}: {interest}").filled(
            name=self.third_party.name, interest=self.third_party.interest
        )


NAMED_ALREADY = Refusal(
    "NamedAlready",
    art(APL, "64(2)"),
    Words("{name}已经是本案的{what}", "{name} is {what} of this case already"),
    Words(
        "同名的另一人，请在 third_party 中加以区别；当事人有变更的，登记变更（record_party_change）",
        "of another with the same name say in `third_party` which one it is; a change of a party is recorded as such"
        " (record_party_change)",
    ),
    Sort.FORM,
)
PARTY = Words("当事人", "a party")
THIRD_PARTY = Words("利害关系人", "a third party")


class NameThirdParty(Move):
    """Name a third party (列明利害关系人): who it is, and which of its interests the decision touches."""

    title: ClassVar = Words("列明利害关系人", "name a third party")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "64(2)")
    makes: ClassVar = (ThirdPartyNamed,)

    third_party: Annotated[
        Line,
        Label("利害关系人", "third party", "姓名或者名称，与证件一致", "its name, as its document has it"),
    ]
    address: Annotated[
        Line,
        Label("住所或者住址", "address", "向其送交通知和决定的地址", "where notice and decision reach it"),
    ]
    contact: Annotated[Line, Label("联系方式", "contact", "电话等", "such as a telephone number")] = ""
    interest: Annotated[
        Text,
        Label(
            "利害关系",
            "interest",
            "本案决定影响其何种权益，为何影响",
            "which of its interests the decision touches, and why",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, third_party=self.third_party, address=self.address, interest=self.interest)
        name = self.third_party.strip()
        if any(name == party.name.strip() for party in now.case.parties.all):
            yield NAMED_ALREADY(name=name, what=PARTY)
        if name in now.case.third_parties.names:
            yield NAMED_ALREADY(name=name, what=THIRD_PARTY)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ThirdPartyNamed(
            third_party=ThirdParty(
                name=self.third_party.strip(),
                address=self.address,
                contact=self.contact,
                interest=self.interest,
            )
        )


MOVES = (NameThirdParty,)
FACTS = (ThirdPartyNamed,)
