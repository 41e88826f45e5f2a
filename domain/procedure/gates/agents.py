"""Who acts as a party's agent: one whom the party named, with the authority that the act needs (行政处罚法 第64条第5项)."""

from collections.abc import Iterator
from typing import Annotated

from domain.bilingual import Words, listed
from domain.case.parties import Party
from domain.case.representing import Authority
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Line
from domain.procedure.language import APL, Refusal, Refused, Sort

ActingAgent = Annotated[
    Line,
    Label(
        "代为办理的代理人",
        "acting agent",
        "由代理人代为提出的，其姓名；当事人本人提出的不填",
        "where an agent acts for the party: the agent's name; left out where the party itself does",
    ),
]
AGENT_NOT_NAMED = Refusal(
    "AgentNotNamed",
    art(APL, "64(5)"),
    Words("{agent}不是当事人{party}现在的代理人", "{agent} is not an agent of party {party} now"),
    Words(
        "请先登记授权委托书（appoint_agent），或者在 agent 中填写现有代理人：{known}",
        "record the power of attorney first (appoint_agent), or give in `agent` one of: {known}",
    ),
    Sort.FORM,
)
AGENT_WITHOUT_AUTHORITY = Refusal(
    "AgentWithoutAuthority",
    art(APL, "64(5)"),
    Words(
        "{agent}只有一般授权，不得代当事人放弃权利、要求或者撤回听证",
        "{agent} has general authority only, and may neither waive a right nor ask for a hearing or withdraw that",
    ),
    Words(
        "请由当事人本人提出，或者登记特别授权的委托书（appoint_agent）",
        "let the party do it itself, or record a power of attorney with special authority (appoint_agent)",
    ),
)
NOBODY = Words("（没有）", "(none)")


def may_act(party: Party, agent: str) -> Iterator[Refused]:
    """Refuse an agent who is none, or whose authority does not go so far; nothing where the party acts itself."""
    if not agent.strip():
        return
    found = party.agents.named(agent) if party.agents else None
    if found is None:
        known = listed(a.name for a in party.agents.all) if party.agents and party.agents.all else NOBODY
        yield AGENT_NOT_NAMED(agent=agent, party=party.id, known=known)
    elif found.authority is not Authority.SPECIAL:
        yield AGENT_WITHOUT_AUTHORITY(agent=agent)
