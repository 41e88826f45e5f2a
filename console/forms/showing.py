"""The page of a form (表单页): its parts, what is wrong in it, what bars it now, what came about meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import Response

from console.forms.begun import OFF_SCREEN, Form
from console.forms.beside import beside
from console.forms.building import Building
from console.forms.controls import Control, Shown, Typed
from console.forms.echoing import Echo
from console.forms.layouts import PARTS
from console.forms.meanwhile import NOTHING, Meanwhile
from console.forms.mistakes import Names, at_fields, ids_of, mistakes
from console.linking import Saying
from desk.errors import Fault
from domain.bilingual import Words
from domain.procedure import MOVES
from domain.procedure.language import Refused
from domain.procedure.lists import MoveFilter


@dataclass(frozen=True)
class Part:
    """A part of a form as it is shown."""

    id: str
    title: Words | None
    shown: Shown
    wrong: int
    """How many things are wrong in it."""


@dataclass(frozen=True)
class Wrong:
    """What keeps a form from being made."""

    faults: tuple[Fault, ...] = ()
    refused: tuple[Refused, ...] = ()
    barred: tuple[dict[str, Any], ...] = ()
    """What stands in its way before anything is typed."""
    status: int = 200


@dataclass(frozen=True)
class At:
    """Where in a form somebody is."""

    focus: str = ""
    """The id of what takes the focus."""
    part: Mapping[str, int] = field(default_factory=dict)
    """From which on repeated things are shown."""
    is_saved: bool = False
    """Whether it was just saved for later."""
    is_gone: bool = False
    """Whether what was sent has no draft any more."""


RIGHT = Wrong()
TOP = At()


def shown(form: Form, wrong: Wrong = RIGHT, at: At = TOP, news: Meanwhile = NOTHING) -> Response:
    """Return the form with what is typed in it and what is wrong with that."""
    faults = (*wrong.faults, *at_fields(wrong.refused, form.fields))
    found = controls_of(form, faults, at.part)
    said = saying(form)
    names = Names(said, form.fields, ids_of(found))
    return form.visitor.page(
        "form",
        status=wrong.status,
        form=form,
        case=form.known.case,
        parts=parts_of(form, found, faults),
        asks=any(not one.is_fixed for one in found),
        lists=tuple(form.choosing.lists),
        mistakes=tuple(mistakes(wrong.faults, wrong.refused, names)),
        barred=wrong.barred,
        news=news,
        focus=at.focus,
        is_saved=at.is_saved,
        is_gone=at.is_gone,
        said=said,
        echo=Echo(form.visitor, form.known.case),
        beside=beside(form),
    )


def controls_of(
    form: Form, faults: Sequence[Fault] = (), part: Mapping[str, int] | None = None
) -> tuple[Control, ...]:
    """Return the controls of a form as it stands."""
    fixed = frozenset({"agency"} if form.kind.opens else {"party"} if form.party is not None else ())
    typed = Typed(form.draft.body, form.draft.names, faults, fixed, part or {})
    language = 0 if form.visitor.voice.is_chinese else 1
    return Building(form.kind.name, form.choosing, typed, language).controls(form.fields)


def parts_of(form: Form, controls: Sequence[Control], faults: Iterable[Fault] = ()) -> tuple[Part, ...]:
    """Divide a form into its parts; what has no part of its own stands in the last."""
    parts = PARTS.get(form.kind.name, ())
    placed = {name for part in parts for name in part.names}
    by_name = {one.name: one for one in controls}
    wrong = [fault.field.partition(".")[0] for fault in faults]
    rest = [one.name for one in controls if one.name not in placed]
    if not parts:
        return (Part("part-1", None, Shown.of(controls), 0),)
    found = []
    for place, part in enumerate(parts, start=1):
        names = [*part.names, *(rest if place == len(parts) else ())]
        inside = Shown.of(by_name[name] for name in names if name in by_name)
        found.append(Part(f"part-{place}", part.title, inside, sum(name in names for name in wrong)))
    return tuple(found)


def saying(form: Form) -> Saying:
    """Return what says the sentences of rules, with the moves they name as links."""
    return Saying(form.visitor.voice, lambda move: href(form, move), form.fields)


def href(form: Form, move: str) -> str:
    """Return where a move of the same case is made."""
    if not form.number or MOVES[move].opens or move in OFF_SCREEN:
        return ""
    return f"{form.visitor.request.app.state.root}/cases/{form.agency}/{form.number}/do/{move}"


async def barred(form: Form) -> tuple[dict[str, Any], ...]:
    """Return what stands in the way before anything is typed."""
    if not form.number:
        return ()
    wanted = MoveFilter(move=form.kind.name, party=form.party)
    options = await form.visitor.given.reading.moves(form.visitor.person, form.agency, form.number, wanted)
    return options.barred[0].refusals if options.barred and not options.available else ()
