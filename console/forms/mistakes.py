"""What is wrong in a form (更正), said on top of it and at its place: each with its cure and a link to its field."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from console.forms.controls import Control, html_id
from console.linking import Saying
from desk.errors import Fault
from desk.fields.form import Field
from domain.bilingual import Words
from domain.procedure.language import Refused, Sort

_NAME = re.compile(r"[a-z][a-z_0-9]*(?:\.[a-z_0-9]+)*")
_PARTY = re.compile(r"\bparty ([1-9][0-9]{0,3})\b")


@dataclass(frozen=True)
class Mistake:
    """One line of the summary."""

    where: str
    """What the field is called; nothing where it is none of this form."""
    why: Markup
    cure: Markup
    article: str = ""
    target: str = ""
    """The id of what it links to; nothing where there is nothing to go to."""


@dataclass(frozen=True)
class Names:
    """What the fields of a form are called, and which of them stand in the page."""

    said: Saying
    fields: Sequence[Field]
    ids: Collection[str]

    def where(self, name: str) -> str:
        """Return what a field is called, from the group in which it stands: 当事人 2 · 名称."""
        steps: list[str] = []
        above = ""
        for step in name.split("."):
            above = f"{above}.{step}" if above else step
            if step.isdigit() and steps:
                steps[-1] += f" {int(step) + 1}"
            elif label := self.said.label(above):
                steps.append(label)
        return " · ".join(steps)

    def target(self, name: str) -> str:
        """Return the id of a field, or of the group around it, that stands in the page."""
        while name:
            if html_id(name) in self.ids:
                return html_id(name)
            name = name.rpartition(".")[0]
        return ""


def ids_of(controls: Iterable[Control]) -> frozenset[str]:
    """Return the ids to which one can go."""
    return frozenset(one.id for top in controls for one in top.every())


def mistakes(faults: Iterable[Fault], refused: Iterable[Refused], names: Names) -> Iterator[Mistake]:
    """Yield what is wrong, field by field, then what rules say of it all."""
    said = names.said
    for fault in faults:
        target = names.target(fault.field)
        say = said.text if target else said
        yield Mistake(names.where(fault.field), say(fault.why), say(fault.cure), "", target)
    for one in refused:
        field = meant(one, names.fields)
        target = names.target(field) if field else ""
        # A sentence that is a link itself has none in it.
        why = said.text(one.why) if target else said(one.why)
        yield Mistake("", why, said(one.cure), str(one.article or ""), target)


def meant(refused: Refused, fields: Sequence[Field]) -> str:
    """Return the field that a refusal of the form asks for, by the name in its cure; nothing where it names none."""
    if refused.sort is not Sort.FORM:
        return ""
    known = {one.typed: one.typed for top in fields for one in top.every()}
    for path in list(known):
        known.setdefault(path.rpartition(".")[2], path)
    named = [known[name] for name in _NAME.findall(f"{refused.cure.en} {refused.cure.zh}") if name in known]
    if not named:
        return ""
    # A cure may say in which group its field stands: what is to be filled in is the field.
    inside = next((one for one in named if one.startswith(f"{named[0]}.")), named[0])
    return _of_party(inside, refused.why.en)


def _of_party(field: str, why: str) -> str:
    """Return the same field of the party of whom a refusal speaks: in a draft parties are known by their place."""
    of = _PARTY.search(why)
    first = "parties.0."
    return (
        f"parties.{int(of[1]) - 1}.{field.removeprefix(first)}" if of and field.startswith(first) else field
    )


def at_fields(refused: Iterable[Refused], fields: Sequence[Field]) -> Iterator[Fault]:
    """Yield the refusals that a field could mend, as faults of that field."""
    for one in refused:
        if field := meant(one, fields):
            yield Fault(field, one.why, one.cure)


NOT_READ = Words("文件没有收下：{why}", "the file was not taken: {why}")
