"""From the fields of a move to the controls of its form (成形), with what is typed, chosen and wrong in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from console.forms.choosing import Choosing, named
from console.forms.controls import MOST_ITEMS, Choice, Control, Item, Look, Typed, general
from console.forms.folding import NOT_HERE, WANTED, WHEN, is_for_documents, is_rare
from console.forms.hints import OR_NONE, hint_of
from console.forms.numbering import next_id, number_after
from desk.fields.choices import FILES
from desk.fields.form import Field, asked_in
from desk.fields.prefilled import certain, each
from desk.fields.typed import leaves
from domain.bilingual import Words, listed
from domain.law.switches import Switches
from domain.procedure.chapters.sending_back import to_discuss

FEW = 6
"""So many choices are all shown at once; more fold into a list."""
SHORT = 200
"""Characters that fit into one line; a longer text gets an area."""
ABOUT = ("point", "heading")
"""Fields that say what an item is about: where it is known, it is its title and not asked."""


@dataclass(frozen=True)
class Building:
    """One form on its way to a page."""

    move: str
    choosing: Choosing
    typed: Typed
    language: int
    """0 Chinese, 1 English: a list is typed as it says itself."""

    def controls(self, fields: Iterable[Field]) -> tuple[Control, ...]:
        """Return the controls of a form in their order."""
        return self._each(fields, "", self.typed.body)

    def _each(self, fields: Iterable[Field], above: str, given: Mapping[str, Any]) -> tuple[Control, ...]:
        """Return the controls of a group. What a step on paper holds is asked once it is known which step it is."""
        asked = (one for one in fields if not one.by_system)
        known = (one for one in asked if not one.is_step_body or asked_in(one, given).inner)
        found = (self._control(one, above + one.path[-1], given) for one in known)
        # Where a case has nothing that could be chosen, and nothing need be, nobody is asked.
        return tuple(
            one for one in found if not (one.is_empty and (one.offers_nothing or self._is_idle(one)))
        )

    @property
    def _switches(self) -> Switches | None:
        case = self.choosing.known.case
        return case.rulebook.switches if case.opened else None

    def _is_idle(self, control: Control) -> bool:
        """Whether what it ticks is not there to be ticked."""
        there = THERE.get((self.move, general(control.name)))
        return there is not None and self.choosing.known.case.opened and not there(self.choosing.known.case)

    def _control(self, field: Field, name: str, given: Mapping[str, Any]) -> Control:
        one = asked_in(field, given)
        value = given.get(one.path[-1])
        base = Control(
            name=name,
            look=self._look(one),
            label=one.name,
            hint=self._hint(one),
            unit=one.unit if _has_unit(one) else None,
            required=one.required,
            most=one.holds.limit.most if one.holds.limit else None,
            faults=tuple(fault for fault in self.typed.faults if fault.field == name),
            files=self.typed.files,
            is_rare=is_rare(self.move, general(name)),
            when=WHEN.get((self.move, general(name))),
            is_wanted=(self.move, general(name)) in WANTED,
            is_for_documents=is_for_documents(self.move, general(name), self._switches),
            is_default=value is None or _text(value) == _text(one.default),
            is_known=value is not None and value == self.typed.known.get(name),
            leads_on=one.leads_on or (self.move, general(name)) in LEADING,
        )
        if one.inner:
            return self._group(base, one, value, says_none=one.path[-1] in given and value is None)
        return self._fixed(self._filled(base, one, name, given, value), one)

    def _hint(self, one: Field) -> Words | None:
        """Return what stands below a label; of an amount what the case has of it, of a new case the number before it."""
        said = hint_of(one.name, one.help)
        if one.path == ("number",) and (following := number_after(self.choosing.known.newest)):
            newest = NEWEST.filled(newest=self.choosing.known.newest, following=following)
            return Words(f"{said.zh}。{newest.zh}", f"{said.en}; {newest.en}") if said else newest
        if one.source is None or Decimal not in leaves(one.kind):
            return said
        owed = ((c.words, f"{Decimal(c.value):,.2f}") for c in self.choosing.of(one))
        has = [Words(f"{whose.zh} {left}元", f"{whose.en} {left} yuan") for whose, left in owed]
        return OWED.filled(has=listed(has)) if has else said

    def _filled(self, base: Control, one: Field, name: str, given: Mapping[str, Any], value: Any) -> Control:
        """Put in what is typed, else what there is to be put in."""
        may_be_none = one.required and type(None) in leaves(one.kind)
        follows = self.choosing.of(one) if (self.move, general(name)) in FOLLOWING else ()
        if follows and value not in [choice.value for choice in follows]:
            value = None
        if value is None and not may_be_none:
            value = self._at_first(one, name)
        texts = tuple(map(_text, value)) if isinstance(value, list | tuple) else ()
        single = "" if isinstance(value, list | tuple) or value is None else _text(value)
        choices = self._choices(one, name, set(texts) or {single}) if self._offers(base) else ()
        filled = replace(
            base,
            value=single,
            values=texts,
            choices=choices,
            none_said=OR_NONE[one.path[-1]] if may_be_none else None,
            says_none=may_be_none and one.path[-1] in given and value is None,
        )
        if filled.look is Look.LINE:
            filled = replace(filled, usual=self.choosing.suggestions(self.move, one))
        return self._sought(filled, one) if self.choosing.are_many(one) else filled

    def _at_first(self, one: Field, name: str) -> Any:
        """What a field has before anybody types: the only choice, the default, the next number."""
        if one.required and one.path[-1] == "id":
            return next_id(self.choosing.known, name)
        if one.required or (one.source is not None and one.source.by_hash):
            return certain(one, self.choosing.known)
        if isinstance(one.default, bool | Enum):
            return one.default if one.default is not False else None
        return None

    def _sought(self, control: Control, one: Field) -> Control:
        """Let it be typed as the list of the form says it."""
        assert one.source is not None
        listed = self.choosing.list_of(one.source, self.choosing.of(one))
        say = [self.choosing.said(one, value, self.language) for value in control.values]
        single = self.choosing.said(one, control.value, self.language) if control.value else ""
        return replace(control, value=single, values=tuple(say), to_seek=listed)

    def _fixed(self, control: Control, one: Field) -> Control:
        """Say and do not ask what is given by where the form was opened, or by the only choice that there is."""
        is_known = bool(control.value) and any(c.is_chosen and c.said.zh for c in control.choices)
        if control.name in self.typed.fixed and not control.choices:
            return replace(control, is_fixed=True)
        is_given = control.name in self.typed.fixed
        offered = sum(bool(choice.value) for choice in control.choices)
        is_only = one.source is not None and one.source.certain and offered == 1 and not one.many
        about = control.name.rpartition(".")[2] in ABOUT
        return replace(control, is_fixed=is_known and (is_given or is_only or about) and not control.faults)

    def _group(self, base: Control, one: Field, value: Any, *, says_none: bool) -> Control:
        if not one.many:
            inner = value if isinstance(value, Mapping) else {}
            return replace(base, inner=self._each(one.inner, f"{base.name}.", inner))
        given: Sequence[Mapping[str, Any]] = ()
        if isinstance(value, list):
            given = [item if isinstance(item, Mapping) else {} for item in value]
        elif one.required:
            given = each(one, self.choosing.known, value)
        may_be_none = one.required and one.path[-1] in OR_NONE
        first = self._first(base.name, len(given))
        shown = enumerate(given[first : first + MOST_ITEMS], start=first)
        return replace(
            base,
            items=tuple(self._item(base.name, one, place, item) for place, item in shown),
            first=first,
            total=len(given),
            is_filled_in=self._is_there(base.name) and not given,
            none_said=OR_NONE[one.path[-1]] if may_be_none else None,
            says_none=may_be_none and says_none,
        )

    def _first(self, name: str, total: int) -> int:
        """From which on they are shown: where something is wrong in them, that is shown."""
        if total <= MOST_ITEMS:
            return 0
        wrong = [
            f.field[len(name) + 1 :].partition(".")[0]
            for f in self.typed.faults
            if f.field.startswith(f"{name}.")
        ]
        places = [int(place) for place in wrong if place.isdigit() and int(place) < total]
        wanted = places[0] if places else min(self.typed.part.get(name, 0), total - 1)
        return wanted - wanted % MOST_ITEMS

    def _item(self, name: str, one: Field, place: int, given: Mapping[str, Any]) -> Item:
        inner = self._each(one.inner, f"{name}.{place}.", given)
        about = next((c for c in inner if c.is_fixed and c.name.rpartition(".")[2] in ABOUT), None)
        titled = tuple(replace(c, is_titled=True) if c is about else c for c in inner)
        return Item(place, about.chosen[0].said if about else None, titled)

    def _is_there(self, name: str) -> bool:
        """Whether the case has such things, which can be put in to be changed."""
        case = self.choosing.known.case
        if self.move != "amend_draft" or not case.opened:
            return False
        return any(case.undecided) if name == "proposals" else bool(getattr(case.papers, name, ()))

    def _look(self, one: Field) -> Look:
        if one.inner:
            return Look.GROUPS if one.many else Look.GROUP
        if one.source is FILES:
            return Look.FILES if one.many else Look.FILE
        wanted = set(leaves(one.kind))
        if bool in wanted:
            return Look.CHECKBOX if one.default is False else Look.RADIOS
        count = len(one.allowed) or (len(self.choosing.of(one)) if Decimal not in wanted else 0)
        if (count or self._is_closed(one, wanted)) and not self.choosing.are_many(one):
            return self._choosing(one, count)
        return Look.LINES if one.many else _single(one, wanted)

    def _choosing(self, one: Field, count: int) -> Look:
        """What need not be answered can be left again: a list can, a radio button cannot."""
        if one.many:
            return Look.CHECKBOXES
        if any(choice.file for choice in self.choosing.of(one)):
            return Look.RADIOS
        return Look.RADIOS if count <= FEW and not _may_stay_open(one) else Look.SELECT

    def _is_closed(self, one: Field, wanted: set[Any]) -> bool:
        """Whether only what the case has can be chosen, also where it has nothing: nobody types a number or a hash."""
        if (
            one.source is None
            or Decimal in wanted
            or one.source is FILES
            or not self.choosing.known.case.opened
        ):
            return False
        return int in wanted or one.source.by_hash or one.is_person

    def _offers(self, control: Control) -> bool:
        return control.look in (Look.RADIOS, Look.SELECT, Look.CHECKBOXES)

    def _choices(self, one: Field, name: str, chosen: set[str]) -> tuple[Choice, ...]:
        if one.allowed:
            elsewhere = NOT_HERE.get((self.move, general(name)), frozenset()) - chosen
            here = ((value, said) for value, said in one.allowed if value not in elsewhere)
            return tuple(Choice(value, said, value in chosen) for value, said in here)
        found = self.choosing.of(one)
        offered = tuple(Choice(str(c.value), named(c), str(c.value) in chosen, c.file) for c in found)
        # What was chosen and is not there any more stays in sight, and is refused in words.
        gone = sorted(chosen - {choice.value for choice in offered} - {""})
        every = (*offered, *(Choice(value, GONE, True) for value in gone))
        may_be_left = _may_stay_open(one) and not one.many and any(choice.file for choice in every)
        return (*every, Choice("", NONE_OF_THEM, not chosen - {""})) if may_be_left else every


THERE = {("send_back", "discussion"): to_discuss}
"""Boxes that stand for something of the case, and whether it is there."""
LEADING = frozenset({("record_sealing", "document")})
"""Fields on whose answer another depends."""
FOLLOWING = frozenset({("record_sealing", "file")})
"""Fields that follow from such an answer: which file is to be sealed, from the document. What was chosen before is let go."""
NEWEST = Words(
    "最近一件是 {newest}，接着编的是 {following}", "the last one is {newest}, and {following} would follow"
)
OWED = Words("现在尚欠：{has}", "owed now: {has}")
NONE_OF_THEM = Words("都不是", "none of these")
GONE = Words("（先前所选，现已没有）", "(chosen before, and not there any more)")


def _may_stay_open(one: Field) -> bool:
    """Whether it need not be answered, and nothing stands in it by default."""
    return not one.required and one.default in (None, "", 0) and one.default is not False


def _single(one: Field, wanted: set[Any]) -> Look:
    if one.path[-1] == "time":
        return Look.TIME
    if datetime in wanted:
        return Look.INSTANT
    for kind, look in ((date, Look.DAY), (Decimal, Look.MONEY), (int, Look.NUMBER)):
        if kind in wanted:
            return look
    limit = one.holds.limit
    return Look.AREA if limit and limit.most > SHORT else Look.LINE


def _text(value: Any) -> str:
    if isinstance(value, Enum):
        value = value.value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _has_unit(one: Field) -> bool:
    """Whether its unit says more than its control: yuan, days, working days."""
    wanted = set(leaves(one.kind))
    return bool({int, Decimal} & wanted) and not one.source and one.path[-2:] != ("duration", "length")
