"""The page of a form (表单页): its parts, what is wrong in it, what bars it now, what came about meanwhile."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Response

from console.forms.begun import OFF_SCREEN, Form
from console.forms.beside import beside
from console.forms.building import Building
from console.forms.controls import Control, Look, Shown, Typed, general
from console.forms.echoing import Echo
from console.forms.layouts import PARTS
from console.forms.meanwhile import NOTHING, Meanwhile
from console.forms.mistakes import Names, at_fields, ids_of, mistakes
from console.forms.sending_back import back
from console.linking import Saying, with_texts
from console.visiting import root as root_of
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

    @property
    def known(self) -> tuple[Words, ...]:
        """What was filled in from the case, by its label."""
        return tuple(one.label for one in self.shown.plain if one.is_known and not one.is_fixed)


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
    said, root = saying(form), root_of(form.visitor.request)
    names = Names(said, form.fields, ids_of(found))
    return form.visitor.page(
        "form",
        status=wrong.status,
        form=form,
        case=form.known.case,
        parts=parts_of(form, found, faults),
        asks=any(not one.is_fixed for one in found),
        otherwise=otherwise(form),
        back=back(form),
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
        written=lambda words: with_texts(form.visitor.voice(words), form.visitor.voice, root),
    )


def controls_of(
    form: Form, faults: Sequence[Fault] = (), part: Mapping[str, int] | None = None
) -> tuple[Control, ...]:
    """Return the controls of a form as it stands."""
    fixed = frozenset({"agency"} if form.kind.opens else {"party"} if form.party is not None else ())
    typed = Typed(form.draft.body, form.draft.names, faults, fixed, part or {}, form.given)
    language = 0 if form.visitor.voice.is_chinese else 1
    return Building(form.kind.name, form.choosing, typed, language).controls(form.fields)


def parts_of(form: Form, controls: Sequence[Control], faults: Iterable[Fault] = ()) -> tuple[Part, ...]:
    """Divide a form into its parts; what has no part of its own stands in the last."""
    parts = PARTS.get(form.kind.name, ())
    if not parts:
        return (Part("part-1", None, Shown.of(controls), 0),)
    placed = {name for part in parts for name in part.names}
    controls = tuple(_spread(controls, placed))
    by_name = {one.name: one for one in controls}
    rest = [one for one in controls if one.name not in placed]
    # What is known before anybody types stands first.
    known, asked = [one.name for one in rest if one.is_fixed], [one.name for one in rest if not one.is_fixed]
    wrong = [_place(fault.field, placed) for fault in faults]
    found = []
    for place, part in enumerate(parts, start=1):
        names = [*(known if place == 1 else ()), *part.names, *(asked if place == len(parts) else ())]
        inside = _titled([by_name[name] for name in names if name in by_name])
        count = sum(name in names for name in wrong)
        found.append(Part(f"part-{place}", part.title, Shown.of(inside), count))
    return tuple(found)


def _spread(controls: Iterable[Control], placed: Container[str]) -> Iterator[Control]:
    """Yield the controls, those of a group by themselves where a layout places them; a group of which nothing is left is an empty mark."""
    for one in controls:
        outside = [inner for inner in one.inner if inner.name in placed]
        if outside:
            yield replace(
                one, inner=tuple(inner for inner in one.inner if inner not in outside), is_titled=True
            )
            yield from outside
        else:
            yield one


def _place(field: str, placed: Container[str]) -> str:
    """Return the name under which the layout places a field, or the group in which it stands."""
    name = general(field)
    while "." in name and name not in placed:
        name = name.rpartition(".")[0]
    return name


def _titled(controls: Sequence[Control]) -> Sequence[Control]:
    """Let the heading of a part speak for its only group too."""
    asked = [one for one in controls if not one.is_fixed]
    if len(asked) != 1 or asked[0].look not in (Look.GROUP, Look.GROUPS, Look.RADIOS):
        return controls
    return [replace(one, is_titled=True) if one is asked[0] else one for one in controls]


OTHERWISE = {
    "record_service": "record_service_attempt",
    "hold_interview": "record_no_show",
    "hold_hearing": "end_hearing",
}
"""What is done instead where it does not come about."""


def otherwise(form: Form) -> tuple[Words, str] | None:
    """Return what is done instead, and where."""
    move = OTHERWISE.get(form.kind.name)
    if move is None:
        return None
    to, kind = href(form, move), MOVES[move]
    of_party = form.party is not None and {"party", "parties"} & kind.model_fields.keys()
    return kind.title, f"{to}?party={form.party}" if of_party else to


def saying(form: Form) -> Saying:
    """Return what says the sentences of rules, with the moves they name as links."""
    people = {one.id: one.name for one in form.visitor.given.desk.directory.persons.values()}
    case = form.known.case
    return Saying(
        form.visitor.voice,
        lambda move: href(form, move),
        form.fields,
        people,
        case.parties.names if case.opened else {},
        case_address(form) if case.opened else "",
    )


def href(form: Form, move: str) -> str:
    """Return where a move of the same case is made."""
    if not form.number or MOVES[move].opens or move in OFF_SCREEN:
        return ""
    return f"{case_address(form)}/do/{move}"


def case_address(form: Form) -> str:
    """Return the address of the page of the case of a form."""
    return f"{root_of(form.visitor.request)}/cases/{form.agency}/{form.number}"


async def barred(form: Form) -> tuple[dict[str, Any], ...]:
    """Return what stands in the way before anything is typed."""
    if not form.number:
        return ()
    wanted = MoveFilter(move=form.kind.name, party=form.party)
    options = await form.visitor.given.reading.moves(form.visitor.person, form.agency, form.number, wanted)
    return options.barred[0].refusals if options.barred and not options.available else ()
