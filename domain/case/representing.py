"""Who speaks for a party and where it is reached (委托代理人、送达地址): as the party itself said, on signed paper."""

from datetime import date
from typing import Annotated

from domain.bilingual import Titled
from domain.labels import Label
from domain.lengths import Code, Line, Text
from domain.record import FileHash, Record


class Authority(Titled):
    """How far an agent may go (代理权限)."""

    GENERAL = "general", "一般授权", "general authority"
    SPECIAL = "special", "特别授权", "special authority"
    """To ask for or give up a hearing, and to give up other rights, in the party's name."""


class Agent(Record):
    """An agent (委托代理人) of a party."""

    name: Annotated[Line, Label("姓名", "name", "代理人的姓名", "the agent's name")]
    identifier: Annotated[
        Code,
        Label(
            "证件号码",
            "identifier",
            "身份证件或者律师执业证号",
            "of the identity card or the lawyer's licence",
        ),
    ] = ""
    authority: Annotated[
        Authority,
        Label(
            "代理权限",
            "authority",
            "放弃权利、要求或者撤回听证须有特别授权",
            "to waive a right, or to ask for a hearing or withdraw that, it is special",
        ),
    ]
    scope: Annotated[
        Text, Label("授权事项", "scope", "授权委托书写明的事项", "what the power of attorney says")
    ] = ""


class Agents(Record):
    """The agents of a party from a day on; earlier ones are no agents any more."""

    all: tuple[Agent, ...] = ()
    since: date
    form: FileHash = ""

    def named(self, name: str) -> Agent | None:
        return next((agent for agent in self.all if agent.name == name.strip()), None)


class ConfirmedAddress(Record):
    """The address for service that the party confirmed in writing (送达地址确认书)."""

    address: Line
    recipient: Line
    phone: Line = ""
    on: date
    form: FileHash
