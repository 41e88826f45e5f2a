"""The procedure as a picture (docs/diagrams): one SVG for a profile, light or dark, 1,200 px wide.

Every cell is of one size, six in a row; what stands in it is read off moves, gates and the terms of the profile.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from domain.bilingual import Words
from domain.case.people import Role
from domain.law.errors import LawUnknown
from domain.law.profiles import profile
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.terms import Certainty, TermKey
from domain.pages.main_line import EVERYWHERE, Gate, Step, aside, line
from domain.pages.prohibitions import GATES
from domain.procedure import MOVES, Stage

PROFILES: Final = (
    "national",
    "market",
    "market+zhenjiang",
    "environment",
    "environment+zhenjiang",
    "housing",
    "emergency",
    "agriculture",
)
LAW_OF: Final = date(2026, 6, 1)
"""The day whose law is drawn, as in the examples of the statute page."""

WIDTH, MARGIN, LEFT = 1200, 24, 158
CELL_W, CELL_H, GAP, PER_ROW = 156, 72, 15, 6
PAD, SMALL, LINE_HEIGHT = 10, 12, 19


class Palette(NamedTuple):
    """Colours of one theme; text on ground passes 4.5 to 1 (WCAG AA)."""

    ground: str
    band: str
    cell: str
    edge: str
    text: str
    quiet: str
    gate: str
    clock: str
    roles: dict[Role, str]


LIGHT: Final = Palette(
    *("#ffffff", "#f4f5f7", "#ffffff", "#8a929c", "#1b1f24", "#4c555f", "#a3210f", "#5b4400"),
    roles={
        Role.OFFICER: "#1259a8",
        Role.HEAD: "#7a2d8f",
        Role.CLERK: "#0f6b5c",
        Role.REVIEWER: "#a14a00",
        Role.PRESIDER: "#8a1f5c",
        Role.FILING_CLERK: "#4d5b12",
        Role.PARTY: "#2f3f8f",
    },
)
DARK: Final = Palette(
    *("#14171b", "#1d2127", "#252a31", "#77808b", "#eceff2", "#b4bcc6", "#ff9d8f", "#f0cf7a"),
    roles={
        Role.OFFICER: "#8cc2ff",
        Role.HEAD: "#dca6ee",
        Role.CLERK: "#7fd8c6",
        Role.REVIEWER: "#ffb877",
        Role.PRESIDER: "#f5a3cc",
        Role.FILING_CLERK: "#cbd97a",
        Role.PARTY: "#aab8ff",
    },
)
THEMES: Final = {"": LIGHT, "-dark": DARK}
FONT: Final = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


def drawn() -> dict[str, str]:
    """Return every picture by its file's name."""
    return {
        file_of(word, suffix): Picture(rulebook_for(word), word, theme).svg()
        for word in PROFILES
        for suffix, theme in THEMES.items()
    }


def file_of(word: str, theme: str = "") -> str:
    """Name the file of a picture; `theme` is one of `THEMES`."""
    return f"{word.replace('+', '-')}{theme}.svg"


def em(text: str) -> float:
    """How wide a text is at most, in widths of a Chinese character."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.62 if sign.isupper() else 0.56 for sign in text)


def fitted(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines that are no wider than this: Latin between words, Chinese anywhere but before a mark."""
    lines, room = [""], width / size
    for piece in _pieces(text):
        if lines[-1] and em(lines[-1] + piece.rstrip()) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [found.rstrip() for found in lines]


def _pieces(text: str) -> Iterator[str]:
    word = ""
    for place, sign in enumerate(text):
        word += sign
        after = text[place + 1 : place + 2]
        if sign == " " or (ord(max(sign, after or " ")) > 0x2E7F and after not in "、，。；：）"):
            yield word
            word = ""
    yield word


class Cell(NamedTuple):
    """What is written in a cell, and how it looks."""

    kind: str
    zh: str
    who: str
    en: str
    colour: str
    strong: bool = False
    instead: bool = False


class Picture:
    """One profile in one theme."""

    def __init__(self, rules: Rulebook, word: str, theme: Palette) -> None:
        self._rules, self._word, self._theme = rules, word, theme
        self._y, self._out = MARGIN, list[str]()

    def svg(self) -> str:
        self._head()
        for stage in Stage:
            self._stage(stage)
        self._everywhere()
        height = self._y + MARGIN
        title = f"审前听述程序图 {self._word}"
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" '
                f'width="{WIDTH}" height="{height}" font-family="{FONT}">',
                f"<title>{escape(title)}</title>",
                f"<desc>{escape(self._described())}</desc>",
                f'<rect width="{WIDTH}" height="{height}" fill="{self._theme.ground}"/>',
                *self._out,
                "</svg>\n",
            )
        )

    def _described(self) -> str:
        parts = []
        for stage in Stage:
            steps = (self._cell(step).zh for step in line(stage, self._rules.switches))
            parts.append(f"{stage.zh}：{'、'.join(steps) or '本程序规定不设此环节'}")
        return "；".join(parts)

    # The parts, from above

    def _head(self) -> None:
        titles = "、".join(profile(self._word).titles[1:] or profile(self._word).titles)
        self._y += 22
        self._text(MARGIN, self._y, f"审前听述程序图 · {titles}", 22, self._theme.text, bold=True)
        self._y += 22
        law = f"The procedure under {self._word}, with the law of {LAW_OF:%Y-%m-%d}"
        order = "箭头为通常的顺序，能否办理以程序页为准 · arrows show the usual order"
        self._text(MARGIN, self._y, f"{law}。{order}", 13, self._theme.quiet)
        self._y += 24
        self._legend()
        self._y += 18

    def _legend(self) -> None:
        x: float = MARGIN
        for role, colour in self._theme.roles.items():
            self._out.append(f'<rect x="{x}" y="{self._y - 10}" width="4" height="13" fill="{colour}"/>')
            x = self._text(x + 9, self._y, role.zh, SMALL, colour) + 18
        for kind, words in (
            ("gate", "关口：不具备不得通过"),
            ("clock", "期限（A 为假定值，其余标记见核对页）"),
        ):
            self._frame(kind, Box(x, self._y - 12, 22, 15))
            x = self._text(x + 28, self._y, words, SMALL, self._theme.quiet) + 18

    def _stage(self, stage: Stage) -> None:
        switches = self._rules.switches
        cells = [self._cell(step) for step in line(stage, switches)]
        others = aside(stage, switches)
        rows = [cells[n : n + PER_ROW] for n in range(0, len(cells), PER_ROW)]
        chips = _chips("另可", others)
        height = 2 * PAD + len(rows) * (CELL_H + GAP) - GAP + len(chips) * LINE_HEIGHT
        height = max(height + (6 if chips else 0), 52)
        self._band(stage.words, height)
        if not rows:
            none = Words("本程序规定不设此环节", "not part of the procedure under this profile")
            self._text(LEFT, self._y + 31, str(none), SMALL, self._theme.quiet)
        top = self._y + PAD
        for row in rows:
            self._row(row, top)
            top += CELL_H + GAP
        for place, text in enumerate(chips):
            self._text(LEFT, top + 11 + place * LINE_HEIGHT, text, SMALL, self._theme.quiet)
        self._y += height + 8

    def _everywhere(self) -> None:
        chips = _chips("各阶段均可能办理", EVERYWHERE)
        height = 2 * PAD + len(chips) * LINE_HEIGHT
        self._band(Words("任何阶段", "any stage"), height)
        for place, text in enumerate(chips):
            self._text(LEFT, self._y + PAD + 13 + place * LINE_HEIGHT, text, SMALL, self._theme.quiet)
        self._y += height

    def _band(self, name: Words, height: float) -> None:
        inner = WIDTH - 2 * MARGIN
        self._out.append(
            f'<rect x="{MARGIN}" y="{self._y}" width="{inner}" height="{height}" rx="6" fill="{self._theme.band}"/>'
        )
        self._text(MARGIN + 12, self._y + 28, name.zh, 16, self._theme.text, bold=True)
        for place, text in enumerate(fitted(name.en, 11, LEFT - MARGIN - 20)):
            self._text(MARGIN + 12, self._y + 45 + 14 * place, text, 11, self._theme.quiet)

    def _row(self, cells: Sequence[Cell], top: float) -> None:
        for place, cell in enumerate(cells):
            box = Box(LEFT + place * (CELL_W + GAP), top, CELL_W, CELL_H)
            if cell.instead:
                self._text(box.x - GAP + 2, top + CELL_H / 2 + 4, "或", 11, self._theme.text)
            elif place:
                x, y = box.x - GAP + 4.5, top + CELL_H / 2
                points = f"{x},{y - 4} {x + 6},{y} {x},{y + 4}"
                self._out.append(f'<polygon points="{points}" fill="{self._theme.edge}"/>')
            self._frame(cell.kind, box, cell.colour)
            self._written(cell, box)

    # Cells

    def _cell(self, step: Step) -> Cell:
        what = step.what
        if isinstance(what, Gate):
            return self._gate(what)
        if isinstance(what, TermKey):
            return self._clock(what)
        move = MOVES[what]
        makers = [role for role in move.by if role in self._theme.roles]
        who = "、".join(role.zh for role in makers)
        who += f"，会同{move.with_role.zh}" if move.with_role else ""
        colour = self._theme.roles[makers[0]]
        return Cell("move", move.title.zh, who, move.title.en, colour, strong=True, instead=step.instead)

    def _gate(self, gate: Gate) -> Cell:
        (row,) = [g for g in GATES if g.number == gate.number]
        return Cell("gate", f"关口{row.number}：{row.title.zh}", str(row.sources[0]), "", self._theme.gate)

    def _clock(self, key: TermKey) -> Cell:
        try:
            row = self._rules.term(key, LAW_OF)
        except LawUnknown:
            return Cell(
                "clock", key.zh, "本程序规定没有此项", "not known under this profile", self._theme.clock
            )
        mark = f"（{row.certainty.value}）" if row.certainty is not Certainty.V else ""
        length = f"{row.length}{row.unit.counted_zh}{mark}"
        return Cell("clock", row.title, length, f"{row.length} {row.unit.en}", self._theme.clock)

    def _frame(self, kind: str, box: "Box", colour: str = "") -> None:
        theme, (x, y, w, h) = self._theme, box
        radius, dash = {"clock": (h / 2, ' stroke-dasharray="4 3"'), "gate": (0, "")}.get(kind, (4, ""))
        stroke = {"clock": theme.clock, "gate": theme.gate}.get(kind, theme.edge)
        self._out.append(
            f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{min(radius, 18)}" fill="{theme.cell}" stroke="{stroke}"{dash}/>'
        )
        if kind == "gate":
            self._out += [
                f'<rect x="{x + at}" y="{y}" width="3" height="{h}" fill="{theme.gate}"/>'
                for at in (0, w - 3)
            ]
        if kind == "move":
            self._out.append(f'<rect x="{x}" y="{y}" width="5" height="{h}" rx="2" fill="{colour}"/>')

    def _written(self, cell: Cell, box: "Box") -> None:
        """At most four lines: the name, who or how long, and the English."""
        x, room = box.x + 13, CELL_W - 22
        size = 13 if cell.strong else 12
        lines = [(text, size, self._theme.text, cell.strong) for text in fitted(cell.zh, size, room)]
        lines += [(text, 11, cell.colour, False) for text in fitted(cell.who, 11, room)]
        if len(lines) < 4:
            lines += [
                (text, 10, self._theme.quiet, False) for text in fitted(cell.en, 10, room)[: 4 - len(lines)]
            ]
        step = 15
        y = box.y + (CELL_H - step * len(lines)) / 2 + 11.5
        for text, size_, colour, bold in lines:
            self._text(x, y, text, size_, colour, bold=bold)
            y += step

    def _text(self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> float:
        """Write a text, and return where it ends at the furthest."""
        weight = ' font-weight="600"' if bold else ""
        self._out.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{weight}>{escape(text)}</text>'
        )
        return x + em(text) * size


class Box(NamedTuple):
    """A rectangle, in px."""

    x: float
    y: float
    w: float
    h: float


def _chips(lead: str, moves: Iterable[str]) -> list[str]:
    """The moves aside from the line as lines of text."""
    names = [MOVES[name].title.zh for name in moves]
    return fitted(f"{lead}：{'、'.join(names)}", SMALL, WIDTH - LEFT - MARGIN - 16) if names else []
