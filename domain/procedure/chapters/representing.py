"""Agents and addresses (委托代理人、送达地址确认): who speaks for a party, and where it wants to be reached."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.representing import Agent, Agents, ConfirmedAddress
from domain.case.service import Consent
from domain.labels import Label
from domain.law.articles import art
from domain.law.tables.persons import MOST_AGENTS
from domain.lengths import Line, UpToAgents
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.record import FileHash


class AgentsNamed(PartyFact):
    """The party named its agents, or revoked them all."""

    title: ClassVar = Words("委托代理人已登记", "agents named")
    informs: ClassVar = (Role.OFFICER,)
    agents: Agents

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"agents": self.agents})

    def said(self, case: Case) -> Iterator[Words]:
        names = listed(
            Words(f"{a.name}（{a.authority.zh}）", f"{a.name} ({a.authority.en})") for a in self.agents.all
        )
        yield Words("{party}：{names}", "{party}: {names}").filled(
            party=case.party(self.party).said, names=names if self.agents.all else REVOKED
        )


REVOKED = Words("已撤销委托", "revoked")
TOO_MANY_AGENTS = Refusal(
    "TooManyAgents",
    art(APL, "64(5)"),
    Words("可以委托一至二人代理，现有{number}人", "a party has one or two agents; here are {number}"),
    Words("请在 agents 中写明一至二人", "give one or two in `agents`"),
    Sort.FORM,
)
NO_AGENTS = Refusal(
    "NoAgents",
    art(APL, "64(5)"),
    Words(
        "没有写明代理人，当事人{party}也没有可以撤销的委托",
        "no agent is given, and party {party} has none to revoke",
    ),
    Words(
        "请在 agents 中写明代理人；留空表示撤销全部委托",
        "give the agents in `agents`; an empty list revokes them all",
    ),
    Sort.FORM,
)
SAME_AGENT_TWICE = Refusal(
    "SameAgentTwice",
    art(APL, "64(5)"),
    Words("同一代理人写了两次", "the same agent is named twice"),
    Words("请在 agents 中每人只写一次", "name each once in `agents`"),
    Sort.FORM,
)


class AppointAgent(PartyMove):
    """Record the power of attorney (授权委托): one or two agents from now on; an empty list revokes it."""

    title: ClassVar = Words("登记委托代理人", "appoint agents")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "64(5)")
    makes: ClassVar = (AgentsNamed,)

    on: Annotated[
        date,
        Label("委托日期", "day", "授权委托书或者撤销委托的签署日期", "on which it was signed or revoked"),
    ]
    agents: Annotated[
        UpToAgents[Agent],
        Label(
            "代理人",
            "agents",
            "此后的全部代理人，一至二人；留空表示撤销全部委托",
            "all agents from now on, one or two; none revokes them all",
        ),
    ] = ()
    form: Annotated[
        FileHash,
        Label(
            "授权委托书",
            "power of attorney",
            "签名的授权委托书或者撤销委托书扫描件",
            "scan of the signed power of attorney, or of its revocation",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from in_order(now, self.source, self.on, SIGNED, after=None, event=SIGNED)
        yield from filled(self, form=self.form)
        names = [agent.name.strip() for agent in self.agents]
        if not names and not (party.agents and party.agents.all):
            yield NO_AGENTS(party=party.id)
        if not all(names):
            yield from filled(self, name="")
        if len(names) > MOST_AGENTS:
            yield TOO_MANY_AGENTS(number=len(names))
        elif len(set(names)) < len(names):
            yield SAME_AGENT_TWICE()

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield AgentsNamed(party=self.party, agents=Agents(all=self.agents, since=self.on, form=self.form))


SIGNED = Words("签署日期", "the day of signing")


class AddressConfirmed(PartyFact):
    """The party said in writing where it is to be served, and whether electronically."""

    title: ClassVar = Words("送达地址已确认", "address confirmed")
    informs: ClassVar = (Role.OFFICER,)
    address: ConfirmedAddress
    consent: Consent | None = None

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        update: dict[str, object] = {"confirmed_address": self.address}
        if self.consent:
            update["consent"] = self.consent
        return party.model_copy(update=update)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{address}（收件人{who}）", "{party}: {address} (to {who})").filled(
            party=case.party(self.party).said, address=self.address.address, who=self.address.recipient
        )
        if self.consent:
            yield Words("同意电子送达", "consents to electronic service")


class ConfirmAddress(PartyMove):
    """Confirm the address for service (送达地址确认), and electronic service where the party consents to it."""

    title: ClassVar = Words("确认送达地址", "confirm the address for service")
    by: ClassVar = (Role.PARTY, Role.OFFICER)
    source: ClassVar = art(APL, "61")
    makes: ClassVar = (AddressConfirmed,)

    address: Annotated[
        Line, Label("送达地址", "address", "邮寄和直接送达的地址", "for service by hand and by post")
    ]
    recipient: Annotated[
        Line, Label("收件人", "recipient", "本人或者指定的代收人", "the party, or whom it names")
    ]
    phone: Annotated[Line, Label("电话", "phone")] = ""
    electronic: Annotated[
        Line,
        Label(
            "电子送达地址",
            "electronic address",
            "同意电子送达的填写；不同意的不填",
            "where the party consents to electronic service; else left out",
        ),
    ] = ""
    on: Annotated[date, Label("签署日期", "day of signing")]
    form: Annotated[
        FileHash, Label("送达地址确认书", "signed form", "签名的确认书扫描件", "scan of the signed form")
    ]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(now, self.source, self.on, SIGNED, after=None, event=SIGNED)
        yield from filled(self, address=self.address, recipient=self.recipient, form=self.form)

    def facts(self, now: Moment) -> Iterator[Fact]:
        confirmed = ConfirmedAddress(
            address=self.address, recipient=self.recipient, phone=self.phone, on=self.on, form=self.form
        )
        electronic = self.electronic.strip()
        consent = Consent(address=electronic, signed_on=self.on, form=self.form) if electronic else None
        yield AddressConfirmed(party=self.party, address=confirmed, consent=consent)


MOVES = (AppointAgent, ConfirmAddress)
FACTS = (AgentsNamed, AddressConfirmed)
