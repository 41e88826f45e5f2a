"""`tingshu law screen`: is a draft major, who may ask for a hearing, what else must be done before a decision."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from cli import completing, showing
from cli.law_reading import DEFAULT_PROFILE, answered, day_of, read_model, rules_of
from cli.running import Json
from desk.clock import civil_now
from domain.case.identity import IdentifierException, age_said
from domain.law.identifiers import IdentifierKind
from domain.law.limitation import limitation_ended
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty
from domain.law.rulebook import Rulebook
from domain.law.screening import Finding, ScreenedParty, Screening, screen
from domain.law.switches import ReviewTime
from domain.law.versions import LawChoice, laws_in_question

YES = {True: "是", False: "否", None: "待确定"}


class DraftParty(BaseModel):
    """A party of a draft: as the body of `open_case` has it, or with its penalties alone."""

    kind: PartyKind
    id: int | None = None
    identifier: str = ""
    identifier_kind: IdentifierKind | None = None
    identifier_exception: IdentifierException | None = None
    born_on: date | None = None
    penalties: tuple[Penalty, ...] = ()
    proposal: dict[str, Any] | None = None

    @property
    def intended(self) -> tuple[Penalty, ...]:
        if self.proposal is None:
            return self.penalties
        return tuple(Penalty.model_validate(one) for one in self.proposal.get("penalties", ()))


class DraftBasis(BaseModel):
    statute: str


class Draft(BaseModel):
    """A draft decision to be screened: the body of `open_case`, or as much of it as screening reads."""

    profile: str = ""
    on: date | None = None
    """The day whose rules hold; today, where it is not said."""
    parties: tuple[DraftParty, ...]
    complex_case: Any = False
    influence: Any = False
    public_interest: Any = False
    act_to: date | None = None
    """Left out, limitation is not asked for; `null`, the act goes on."""
    discovered_on: date | None = None
    harm: bool = False
    basis: tuple[DraftBasis, ...] = ()

    def said(self, question: str) -> bool:
        """The officer's yes or no, alone or with its reason."""
        given = getattr(self, question)
        return bool(given.get("answer") if isinstance(given, dict) else given)


def screen_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="拟处罚草案 JSON，open_case 的内容即可 · a draft")
    ],
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="P",
            help="程序规定，可以分层 · profile, may be layered",
            autocompletion=completing.profiles,
        ),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="按哪一日的规定 · rules of")] = None,
    json_: Json = False,
) -> None:
    """筛查：是否重大、有无听证权、还须办什么 · is it major, who may ask for a hearing, what else must be done."""

    def work() -> tuple[Screening, Finding | None, list[LawChoice], dict[int, str]]:
        draft = read_model(Draft, file)
        rules = rules_of(profile or draft.profile or DEFAULT_PROFILE)
        today = day_of(on, "--on") if on else draft.on or civil_now().date()
        laws = list(_laws(draft, today))
        return _screened(draft, rules, today), _limitation(draft, rules), laws, dict(_ages(draft, today))

    screening, limitation, laws, ages = answered(work, json_)
    if json_:
        shown = screening.model_dump(mode="json")
        shown["limitation"] = limitation and limitation.model_dump(mode="json")
        shown["ages"] = ages
        showing.as_json({**shown, "laws": [one.model_dump(mode="json") for one in laws]})
        return
    showing.table("筛查", ("问题", "回答", "理由", "依据"), _findings(screening, limitation))
    reviews = "、".join(ReviewTime(time).zh for time in screening.reviews)
    showing.line(f"法制审核的时点：{reviews}")
    for party, age in ages.items():
        showing.line(f"当事人{party}：{age}")
    for choice in laws:
        showing.line(f"法律适用（{choice.article}）：{choice.reason}，由人决定")


def _screened(draft: Draft, rules: Rulebook, today: date) -> Screening:
    parties = [
        ScreenedParty(id=party.id or number, kind=party.kind, penalties=party.intended)
        for number, party in enumerate(draft.parties, start=1)
    ]
    questions = ("complex_case", "influence", "public_interest")
    return screen(rules, today, parties, **{name: draft.said(name) for name in questions})


def _limitation(draft: Draft, rules: Rulebook) -> Finding | None:
    if "act_to" not in draft.model_fields_set or draft.discovered_on is None:
        return None
    return limitation_ended(draft.act_to, draft.discovered_on, draft.harm, rules)


def _laws(draft: Draft, today: date) -> Iterator[LawChoice]:
    """The laws of the draft that were replaced between the act and today: a person decides."""
    cited = (one.statute for one in draft.basis)
    yield from (question.choice for question in laws_in_question(cited, draft.act_to, today))


def _ages(draft: Draft, today: date) -> Iterator[tuple[int, str]]:
    """What the age of a natural person at the act brings with it."""
    for number, party in enumerate(draft.parties, start=1):
        if age := age_said(party, draft.act_to or today):
            yield party.id or number, age.zh


def _findings(screening: Screening, limitation: Finding | None) -> Iterator[tuple[Any, ...]]:
    named: list[tuple[str, Finding]] = [
        ("属于本程序（重大、复杂或有较大影响）", screening.in_scope),
        ("重大行政处罚", screening.major),
        *((f"当事人{party}有权要求听证", found) for party, found in screening.hearing.items()),
        ("法制审核", screening.legal_review),
        ("集体讨论", screening.discussion),
        ("决定前报备", screening.filing),
        ("决定备案", screening.decision_filing),
    ]
    if limitation is not None:
        named.append(("已过追责时效", limitation))
    for question, found in named:
        yield question, YES[found.answer], found.reason, found.article
