"""Agents named, changed and dismissed, with general and with special authority, who ask for a hearing or withdraw that (代理)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from domain.bilingual import Words
from tests.procedure.scene import SCAN, Scene
from tests.proof.bodies import ask, withdraw
from tests.proof.mutants import Mutant
from tests.proof.oracle import plain
from tests.proof.oracle.file import CaseFile
from tests.proof.slices.before_decision import BEGIN, rights_alone, served
from tests.proof.slices.people import known, unlawful_persons
from tests.proof.slicing import Slice, everywhere
from tests.proof.stepping import Act, Body, Key, State, begun
from tests.proof.vectors import Vector

AGENT = "钱示例"
MOST_REQUESTS = 2


def named(*authorities: str) -> Body:
    """One agent of each authority, the same name always; none revokes them."""
    agents = [{"name": AGENT, "authority": authority} for authority in authorities]
    return lambda scene, today: {"party": 1, "on": today, "agents": agents, "form": SCAN}


def asks(agent: str) -> Body:
    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        often = list(scene.facts()).count("HearingRequested")
        return {**ask(scene, today), "agent": agent} if often < MOST_REQUESTS else None

    return body


def withdraws(agent: str) -> Body:
    return lambda scene, today: {**withdraw(scene, today), "agent": agent}


ACTS = (
    *(Act("officer-li", "appoint_agent", named(*who)) for who in ((), ("general",), ("special",))),
    *(Act("officer-li", "request_hearing", asks(agent)) for agent in (AGENT, "")),
    *(Act("officer-li", "withdraw_hearing_request", withdraws(agent)) for agent in (AGENT, "")),
)


def start(vector: Vector) -> State:
    return begun(served(vector), BEGIN)


def unlawful(state: State, vector: Vector) -> Iterator[str]:
    return unlawful_persons(CaseFile.of(state.entries, known))


def key(state: State) -> Key:
    party = state.case.party(1)
    notices = party.last_notices
    requests = notices.hearing_requests if notices else ()
    return (
        tuple(agent.authority.value for agent in party.agents.all) if party.agents else (),
        tuple(request.withdrawal is None for request in requests),
        tuple(unlawful_persons(CaseFile.of(state.entries, known))),
    )


def asked(state: State) -> bool:
    """A hearing stands asked for, or was given up: what comes of it has a slice of its own."""
    notices = state.case.party(1).last_notices
    return bool(notices and notices.hearing_requests)


def days(state: State) -> Iterator[date]:
    """The last day of a statement, which changes nothing here: an authority does not end with a day."""
    yield date.fromisoformat(BEGIN) + timedelta(days=plain.STATEMENT_DAYS)


SLICE = Slice(
    name="agents",
    proves=Words(
        "代理人要求或者撤回听证，须是当事人现在的代理人并有特别授权；撤销委托以后不再代理",
        "an agent who asks for a hearing or withdraws that is one of the party now, with special authority; who was dismissed acts"
        " no more",
    ),
    abstracts=Words(
        "从告知书送达之后开始；一名代理人，一般授权或者特别授权；听证要求至多两次；代理陈述、申辩不在其内；放弃权利的记录不写明代理人，不在其内",
        "begins with the notices served; one agent, with general or special authority; a hearing is asked for twice at most; no"
        " statements; waivers are left out, since what is"
        " recorded of them does not name the agent",
    ),
    components=("parties.agents", "parties.notices", "documents"),
    start=start,
    acts=ACTS,
    check=unlawful,
    free=everywhere,
    ends=asked,
    key=key,
    days=days,
    bound=rights_alone,
)
MUTANTS = (
    Mutant(SLICE, (("request_hearing", "AgentWithoutAuthority"),), "an agent without the authority"),
    Mutant(SLICE, (("request_hearing", "AgentNotNamed"),), "an agent without the authority"),
    Mutant(SLICE, (("withdraw_hearing_request", "AgentWithoutAuthority"),), "an agent without the authority"),
)
