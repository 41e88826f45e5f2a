"""The page of the proof (docs/proof.md), for a lawyer: what was proven, what was not, how to read a counter-example, figures.

The words come from the slices and the gates, the figures from the long search; both stand in one page, and a test holds the
words to what the slices say now.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from domain.pages.markdown import page as joined
from domain.pages.markdown import table
from domain.pages.prohibitions import GATES, Gate
from domain.procedure.language import Refusal
from domain.record import Record
from tests.proof.mutants import UNMUTATED
from tests.proof.proving import Caught, Run
from tests.proof.searching import ESCAPES
from tests.proof.slices import MUTANTS, SLICES
from tests.proof.vectors import NOT_FLIPPED, SHORT, VECTORS

PAGE = Path(__file__).parents[2] / "docs" / "proof.md"
DATA = ("<!-- figures ", " -->")


class Skipped(Record):
    """A slice that was not run under a vector, and why not."""

    slice: str
    vector: str
    reason: str


class Figures(Record):
    """What one long search found."""

    day: str = ""
    minutes: float = 0
    runs: tuple[Run, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    mutants: tuple[Caught, ...] = ()


def kept() -> Figures:
    """The figures that stand in the page."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _, begin, rest = text.partition(DATA[0])
    return Figures.model_validate_json(rest.partition(DATA[1])[0]) if begin else Figures()


def page(figures: Figures) -> str:
    return joined(
        (
            _head(),
            *_proven(),
            *_prohibitions(),
            _not_proven(),
            *_vectors(),
            *_reading(figures),
            *_figures(figures),
        )
    )


def _head() -> Iterator[str]:
    yield "# 证明 · The proof"
    yield ""
    yield (
        "文字由程序写出（`uv run python -m tests.proof --page`），数字由 `make proof` 写出，均不手工修改 "
        "(words and figures are written by the program)。"
    )
    yield ""
    yield (
        "案件能走到的状态太多，抽查说明不了什么。这里用真实的程序（与办案时同一份代码）把每一部分程序能走到的**每一种**状态"
        "逐一走到，在每一种状态里试办每一项操作，再由一套只看案件记录、从不看系统判断的对照规则核对：凡是能作出处罚决定的状态，"
        "法律都允许作出。"
    )
    yield ""
    yield (
        "The very code that handles cases is driven through **every** state that a part of the procedure can reach, every act is tried"
        " in each of them, and an oracle that reads the journal alone, and never what the procedure thinks of it, says whether the"
        " law allows what is open there."
    )


def _proven() -> Iterator[Iterable[str]]:
    yield (
        "## 一、证明了什么 · What was proven",
        "",
        "程序分为若干切片，每个切片整个走遍 (each slice is searched whole)：",
    )
    yield table(
        ("切片 · slice", "在它的每一种状态里都成立 · holds in each of its states"),
        ((f"`{one.name}`", f"{one.proves.zh}。<br>{one.proves.en}") for one in SLICES),
    )
    escapes = "、".join(f"`{name}`" for name in sorted(ESCAPES))
    yield (
        "此外，每个切片还证明 (and of each slice)：",
        "",
        f"- **没有死路**：从每一种状态都能走到终点，不借助 {escapes}；法律本身使程序终结的除外。"
        " No dead end: an end can be reached from every state, without any of these, but where the law itself ends it.",
        "- **总有人在等**：待办清单里的每一项，所列的人确实能办；案件未了结时，总有一项待办，或者有一个期限在走。"
        " Whatever waits in a work list can be made by whom it waits for; until a case is done something waits, or a term runs.",
        "- **视为相同的状态确实相同**：搜索把规则读不出区别的状态当作一种，抽出其中一部分核对，允许的操作完全一样。"
        " States that count as one allow the same acts; a sample of them is held to it.",
        "- **证明会失败**：把每一道关口逐一拿掉，对照规则每次都能发现，并给出最短的反例（见第五节）。"
        " The proof can fail: each gate is removed in turn, and the oracle sees it each time.",
    )


def _prohibitions() -> Iterator[Iterable[str]]:
    yield (
        "## 二、逐项禁止性规定 · Each prohibition",
        "",
        "“切片”一栏：在哪些切片里拿掉这一项，对照规则发现了违法 (the slices in which its removal was seen)。",
    )
    yield table(
        ("关口 · gate", "禁止 · refused", "条文 · article", "切片 · slices"),
        (_row(gate, refusal) for gate in GATES for refusal in gate.refusals),
    )


def _row(gate: Gate, refusal: Refusal) -> Iterator[str]:
    yield f"{gate.number} {gate.title}"
    yield f"{refusal.why.zh} `{refusal.code}`<br>{refusal.why.en}"
    yield str(refusal.article or "、".join(map(str, gate.sources)))
    seen = sorted({m.slice.name for m in MUTANTS for _, code in m.refusals if code == refusal.code})
    reason = UNMUTATED.get(refusal.code)
    yield "、".join(f"`{name}`" for name in seen) or (
        f"没有拿掉：{reason.zh}<br>{reason.en}" if reason else ""
    )


def _not_proven() -> Iterator[str]:
    yield "## 三、没有证明什么 · What was not proven"
    yield ""
    yield (
        "- **法律本身是否如此**：证明的是程序符合对照规则，对照规则由人依条文写成；条文理解错了，两边会一起错。请对照"
        " [statute.md](statute.md) 逐条核对。 Whether the law is as the oracle has it: people wrote it from the articles."
    )
    lengths = "、".join(f"{key.zh}{days}日" for key, days in SHORT.items())
    yield (
        f"- **期限的长短**：期限缩短为几日（{lengths}），没有休息日，时间只走到届满日和次日；期限的计算由 `tests/law` 逐日检验。"
        " Terms are cut down to days, without rest days; counting has tests of its own."
    )
    yield (
        "- **人数**：除写明的以外，一名当事人、两名承办人；多名当事人由 `tests/procedure` 检验。"
        " One party and two officers, where nothing else is said."
    )
    yield (
        "- **切片之外**：每个切片只走自己的操作，其余保持不动。 Each slice tries its own acts, and leaves the rest as it stands:"
    )
    yield from (f"    - `{one.name}`：{one.abstracts.zh}。 {one.abstracts.en}." for one in SLICES)
    yield (
        "- **文书的内容、事实的真伪、裁量是否适当**：程序读不出来。 What a document says, whether a fact is true, whether discretion"
        " is used well."
    )


def _vectors() -> Iterator[Iterable[str]]:
    words = [name for name, vector in VECTORS.items() if not vector.changes]
    flipped = [name for name, vector in VECTORS.items() if vector.changes]
    yield (
        "## 四、在哪些规则下 · Under which rules",
        "",
        f"每一种程序规定 (each profile)：{'、'.join(f'`{word}`' for word in words)}。",
        "",
        "主要程序规定的每一项设置各改动一次 (each switch of the main profile once otherwise)：",
        "",
        *(f"- `{name}`" for name in flipped),
        "",
        "不改动 not flipped："
        + "；".join(f"`{name}`（{why.zh} {why.en}）" for name, why in NOT_FLIPPED.items())
        + "。",
    )


def _reading(figures: Figures) -> Iterator[Iterable[str]]:
    yield (
        "## 五、怎样读反例 · How to read a counter-example",
        "",
        "反例是从切片开始走到违法状态的最短的一串步骤：日期、谁、办了什么；最后一行写明对照规则不允许的是什么。"
        "有反例的，`make proof` 打印出来并以 1 退出，本页不更新。",
        "",
        "A counter-example is a shortest way to an unlawful state: the day, who, and what; its last line says what the oracle"
        " forbids. `make proof` prints it and exits with 1.",
    )
    sample = next((m for m in figures.mutants if len(m.way) > 4), None)
    if sample:
        codes = "、".join(f"`{move}` 的 `{code}`" for move, code in sample.refusals)
        yield (
            f"例如，拿掉 {codes} 之后 (for example, with these refusals removed)：",
            "",
            "```",
            *sample.way,
            "```",
        )


def _figures(figures: Figures) -> Iterator[Iterable[str]]:
    yield ("## 六、数字 · Figures", "")
    if not figures.runs:
        yield ("尚未运行 not run yet。",)
        return
    states, steps = sum(r.states for r in figures.runs), sum(r.transitions for r in figures.runs)
    yield (
        f"{figures.day}：{len(figures.runs)} 次搜索 runs，{states:,} 种状态 states，{steps:,} 次转移 transitions，"
        f"{len(figures.mutants)} 个变异全部被发现 mutants, all caught；用时 {figures.minutes:g} 分钟 minutes。",
    )
    yield table(
        ("切片 · slice", "规则 · vector", "状态", "转移", "再次到达", "可以作出", "CPU 秒"),
        (_figures_of(run) for run in figures.runs),
    )
    yield ("状态 states · 转移 transitions · 再次到达 met again · 可以作出 states in which the act is free",)
    yield ("没有运行、结果必然相同的 (not run, because it can make no difference)：",)
    yield table(
        ("切片 · slice", "规则 · vector", "原因 · reason"),
        ((f"`{s.slice}`", s.vector, s.reason) for s in figures.skipped),
    )
    yield ("变异 (mutants)：",)
    yield table(
        ("切片 · slice", "拿掉 · removed", "发现 · seen", "最短步数 · steps"),
        (
            (f"`{m.slice}`", "、".join(f"`{a}` `{b}`" for a, b in m.refusals), m.fault, str(len(m.way) - 2))
            for m in figures.mutants
        ),
    )
    dumped = json.dumps(figures.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    yield (DATA[0] + dumped.replace("--", "—") + DATA[1],)


def _figures_of(run: Run) -> Iterator[str]:
    yield f"`{run.slice}`"
    yield run.vector
    yield from (f"{n:,}" for n in (run.states, run.transitions, run.met_again, run.free))
    yield f"{run.seconds:.1f}"
