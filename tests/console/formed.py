"""A form without a desk behind it: as one person sees it, as a browser would send it, as the desk would be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, cast

from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from console.forms.begun import Form, start_of
from console.forms.showing import RIGHT, TOP, At, Wrong, shown
from console.rendering import Renderer
from console.visiting import Visitor
from console.voice import Voice
from desk.fields.prefilled import from_case
from desk.fields.source import Known
from domain.case.case import Case
from domain.case.people import Person
from domain.case.sign_ins import FormDraft
from domain.law.rulebook import rulebook_for
from domain.procedure import MOVES
from tests.procedure.playing import DIRECTORY, shanghai

ROOT = "/console"
AT = shanghai("2026-06-04")
_RENDERER = Renderer({}, ROOT)
_UNSENT = frozenset({"button", "submit", "file"})


class Looker:
    """Who looks at a form, with as much of a desk as its page asks for."""

    def __init__(self, person: Person, language: str) -> None:
        self.person = person
        self.voice = Voice(language)
        self.request = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(root=ROOT)))
        self.given = SimpleNamespace(rules=rulebook_for, desk=SimpleNamespace(directory=DIRECTORY))
        self.request_id = ""

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        frame: dict[str, Any] = {
            "visitor": None,
            "person": self.person,
            "agency": DIRECTORY.agency(self.person.agency),
            "places": [],
            "here": "/",
            "token": "t",
            "demo": True,
            "version": "",
        }
        return cast("HTMLResponse", _RENDERER.page(template, self.voice, status=status, **frame, **values))


def form(
    move: str,
    body: Mapping[str, Any] | None = None,
    *,
    case: Case | None = None,
    by: str = "officer-li",
    language: str = "zh",
    party: int | None = None,
    at: datetime = AT,
) -> Form:
    """Return a form as it stands, with a body that is typed in it."""
    person = DIRECTORY.persons[by]
    visitor, kind = cast("Visitor", Looker(person, language)), MOVES[move]
    people = tuple(p for p in DIRECTORY.persons.values() if person.agency in (p.agency, *p.supervises))
    opened = case if case is not None and not kind.opens else None
    agency, number = ("zj-market", opened.identity.number) if opened else ("", "")
    known = Known(opened or Case(), people, party, at, by)
    typed = start_of(kind, visitor, party) | from_case(move, known) if body is None else dict(body)
    draft = FormDraft(by, agency, number, move, party or 0, typed, {}, "k", 0, at)
    return Form(visitor, kind, agency, number, party, known, draft)


def page(one: Form, wrong: Wrong = RIGHT, at: At = TOP) -> str:
    return bytes(shown(one, wrong, at).body).decode()


def sent(one: Form, html: str) -> Form:
    """Return a form after a browser has sent its page as it stands."""
    again = replace(one)  # what was looked up for the page is looked up anew
    data = FormData(list(successful(html)))
    return replace(again, draft=replace(one.draft, body=again.typed(data)))


def successful(html: str) -> Iterator[tuple[str, str]]:
    """Yield what a browser sends of a page: its successful controls, in their order."""
    read = _Controls()
    read.feed(html)
    yield from read.found


class _Controls(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._select = self._area = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        name, kind, value = own.get("name") or "", own.get("type") or "text", own.get("value") or ""
        if tag == "input" and name and kind not in _UNSENT:
            if kind not in ("radio", "checkbox") or "checked" in own:
                self.found.append((name, value))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in own:
            self.found.append((self._select, value))
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            # As a browser sends it: with the line ends of the network, and without the first line break of its source.
            self.found.append((self._area, self._text.removeprefix("\n").replace("\n", "\r\n")))
            self._area = ""


class Seen(HTMLParser):
    """What a person gets of a page: the words in its main part, what its controls are called, where its links go."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.described: set[str] = set()
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.legends: list[bool] = []
        """Of each group whether it says what it is."""
        self._open: list[int] = []
        self._is_main = self._in_label = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self._is_main = self._is_main or tag == "main"
        if found := own.get("id"):
            self.ids.append(found)
        self.described.update((own.get("aria-describedby") or "").split())
        if tag == "label":
            self._in_label = True
            self.labelled.add(own.get("for") or "")
        elif tag in ("input", "select", "textarea") and own.get("type") != "hidden":
            self.controls.append({**own, "_wrapped": "yes" if self._in_label else None})
        elif tag == "fieldset":
            self._open.append(len(self.legends))
            self.legends.append(False)
        elif tag == "legend":
            self.legends[self._open[-1]] = True
        elif tag == "a" and (own.get("href") or "").startswith("#"):
            self.targets.append(str(own["href"])[1:])
        elif tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "fieldset":
            self._open.pop()
        elif tag == "label":
            self._in_label = False
        elif tag == "main":
            self._is_main = False

    def handle_data(self, data: str) -> None:
        if self._is_main and data.strip():
            self.words.append(data.strip())

    @property
    def unlabelled(self) -> list[str]:
        return [
            str(own.get("name"))
            for own in self.controls
            if not (own["_wrapped"] or own.get("aria-label") or own.get("id") in self.labelled)
        ]

    @property
    def jumps(self) -> list[tuple[int, int]]:
        """Where a heading is more than one level below the one before."""
        return [(a, b) for a, b in zip(self.headings, self.headings[1:], strict=False) if b > a + 1]
