"""Sentences of rules as a page says them (链接): the moves they name become links, fields get the names of their form.

A rule names the next thing to do by its code, `record_sealing`, which commands and programs need; a page shows no code.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from console.programs import Page, parted
from console.voice import Voice
from desk.fields.form import Field, form_of
from desk.naming import with_names
from domain.bilingual import Words
from domain.law.terms import TermKey
from domain.procedure import MOVES
from domain.procedure.index import title_of
from domain.texts import addresses

_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_0-9]+)*")
_PERSON = re.compile(r"(?:（| \()(?P<beside>[a-z]+-[a-z0-9-]+)(?:）|\))|(?P<id>[a-z]+-[a-z0-9-]+)")
_TERMS = frozenset(str(key) for key in TermKey)
LONG_TEXT = Words("长文，{length}字", "a long text of {length} characters")
Href = Callable[[str], str]
"""Where a move is made, by its name; nothing where it cannot be reached from here."""


class Saying:
    """Says the sentences of rules in one language; called, it gives links where moves are named.

    >>> Saying(Voice(), lambda move: f"do/{move}")("请先盖章（record_sealing）")
    Markup('请先盖章（<a class="govuk-link" href="do/record_sealing">记录盖章</a>）')
    >>> Saying(Voice(), lambda move: f"do/{move}")("请先制作决定书（prepare_decision）")
    Markup('请先<a class="govuk-link" href="do/prepare_decision">制作决定书</a>')
    >>> Saying(Voice("en"), lambda move: "")("no decision on party 1: make it (`impose`)")
    Markup('no decision on party 1: make it (impose the penalty)')
    >>> Saying(Voice(), lambda move: "", parties={1: "镇江示例食品有限公司"})("对当事人1已经作出决定")
    Markup('对当事人1（镇江示例食品有限公司）已经作出决定')
    >>> Saying(Voice(), lambda move: "", case="/c/1")("请直接办理（见 tingshu case moves）")
    Markup('请直接办理（见<a class="govuk-link" href="/c/1/moves">可以办理</a>）')
    """

    def __init__(
        self,
        voice: Voice,
        href: Href,
        fields: Iterable[Field] = (),
        people: Mapping[str, str] | None = None,
        parties: Mapping[int, str] | None = None,
        case: str = "",
    ) -> None:
        """`people` are the names of persons whom a rule may name by the id that the directory has for them.

        `parties` are those of the case by their numbers; `case` is the address of its page, from the root.
        """
        self._voice = voice
        self._href = href
        self._people = people or {}
        self._parties = parties or {}
        self._case = case
        of_form = tuple(one for top in fields for one in top.every())
        self._names = {one.typed: voice(one.name) for one in of_form}
        self._codes = _codes_of(of_form)

    def __call__(self, said: Any) -> Markup:
        """Say a sentence with its links."""
        return self._said(said, self._href, self._case)

    def text(self, said: Any) -> Markup:
        """Say it without links: where the sentence itself stands in one."""
        return self._said(said, lambda move: "", "")

    def label(self, field: str) -> str:
        """Return what a field is called, by its path."""
        return self._names.get(_general(field), "")

    def _said(self, said: Any, href: Href, case: str) -> Markup:
        sentence = self._voice(said)
        sentence = self._voice(with_names(Words(sentence, sentence), self._parties))
        pieces = parted(named(sentence, self._people))
        return Markup().join(
            self._page(one.page, case) if one.page else self._piece(one.said, href) for one in pieces
        )

    def _page(self, page: Page, case: str) -> Markup:
        """Lead to the page that shows what a command would."""
        if not case:
            return Markup()
        link = Markup('<a class="govuk-link" href="{}">{}</a>').format(
            case + page.path, self._voice(page.title)
        )
        return Markup(self._voice("（见{}）", " (see {})")).format(link)

    def _piece(self, said: str, href: Href) -> Markup:
        out, behind = Markup(), 0
        for found in _NAME.finditer(said):
            told, first, last = self._told(said, found, href)
            if told:
                out += escape(said[behind:first]) + told
                behind = last
        return out + escape(said[behind:])

    def _told(self, said: str, found: re.Match[str], href: Href) -> tuple[Markup, int, int]:
        """Return what is said for a name, and where in the sentence it stands, with the backticks around it.

        Where the title of a move stands before its name in brackets, it is said once.
        """
        name, first, last = found[0], found.start(), found.end()
        is_quoted = said[max(first - 1, 0) : first] == said[last : last + 1] == "`"
        if is_quoted:
            first, last = first - 1, last + 1
        if name not in MOVES:
            # English has words that are names of fields: `on`, `party`, `text`.
            is_code = is_quoted or self._voice.is_chinese or "_" in name or "." in name
            return escape(self._otherwise(name) if is_code else ""), first, last
        title = self._voice(title_of(name))
        before = said[: max(first - 1, 0)]
        if before.endswith(title) and said[first - 1] in "（(" and said[last : last + 1] in ("）", ")"):
            first, last = first - 1 - len(title), last + 1
        return _move(name, self._voice, href), first, last

    def _otherwise(self, name: str) -> str:
        """A field of this form, a term, a field of another form; within a group, or one of its choices."""
        if known := self.label(name):
            return known
        if name in _TERMS:
            return self._voice(TermKey(name))
        return self._voice(
            _every_field().get(_general(name)) or self._codes.get(name) or _every_code().get(name)
        )


def named(said: str, people: Mapping[str, str]) -> str:
    """Put the names of persons in the place of their ids.

    >>> named("请由head-chen或者王示例（officer-wang）办理", {"head-chen": "陈示例", "officer-wang": "王示例"})
    '请由陈示例或者王示例办理'
    """
    return _PERSON.sub(lambda found: _by_name(found, people), said) if people else said


def _by_name(found: re.Match[str], people: Mapping[str, str]) -> str:
    name = people.get(found["id"] or found["beside"])
    return found[0] if name is None else name if found["id"] else ""


@cache
def _every_field() -> Mapping[str, Words]:
    """What the fields of all forms are called, by their paths."""
    found: dict[str, Words] = {}
    for kind in MOVES.values():
        for top in form_of(kind):
            for one in top.every():
                found.setdefault(one.typed, one.name)
    return found


@cache
def _every_code() -> Mapping[str, Words]:
    """The same of what all forms have."""
    return _codes_of(one for kind in MOVES.values() for top in form_of(kind) for one in top.every())


def _codes_of(fields: Iterable[Field]) -> Mapping[str, Words]:
    """What fields are called by the last step of their paths, and what may be chosen by its value."""
    found: dict[str, Words] = {}
    chosen: dict[str, Words] = {}
    for one in fields:
        found.setdefault(one.path[-1], one.name)
        for value, said in one.allowed:
            chosen.setdefault(value, said)
    return chosen | found


def _general(field: str) -> str:
    """The path of a field, whichever of several it names."""
    return ".".join("0" if step.isdigit() else step for step in field.split("."))


def _move(name: str, voice: Voice, href: Href) -> Markup:
    title, to = escape(voice(title_of(name))), href(name)
    return Markup(f'<a class="govuk-link" href="{escape(to)}">{title}</a>') if to else title


def with_texts(said: str, voice: Voice, root: str) -> Markup:
    """Say a sentence in which addresses of long texts stand: each becomes a link to its text."""
    out, rest = Markup(), said
    for address in addresses(said):
        before, _, rest = rest.partition(str(address))
        name = voice(LONG_TEXT.filled(length=f"{address.length:,}"))
        link = Markup('<a class="govuk-link" href="{}/files/{}">{}</a>').format(root, address.sha256, name)
        out += escape(before) + link
    return out + escape(rest)
