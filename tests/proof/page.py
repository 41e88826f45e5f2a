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
from domain.procedure.index import title_of
from domain.procedure.language import Refusal
from domain.record import Record
from tests.proof.mutants import UNMUTATED
from tests.proof.proving import EVERY, Caught, Job, Run
from tests.proof.searching import ESCAPES, EVERY_TWIN
from tests.proof.slices import MUTANTS, SLICES
from tests.proof.vectors import NOT_FLIPPED, SHORT, VECTORS

PAGE = Path(__file__).parents[2] / "docs" / "proof.md"
DATA = ("<!-- figures ", " -->")
TERMS = (
    (
        "切片 · slice",
        "程序的一部分，有自己的起点和一批操作，单独走遍<br>a part of the procedure, searched by itself",
    ),
    (
        "状态 · state",
        "案件在某一时刻的全部情况；规则读不出区别的，算同一种<br>all that a case is at a moment; what no rule can tell apart is one",
    ),
    (
        "转移 · transition",
        "从一种状态到另一种状态的一步：办了一项操作，或者日期推进<br>one step: an act is made, or a day comes",
    ),
    (
        "对照规则 · oracle",
        "依条文另行写成、不调用程序判断的一套规则，判断是否违法（`tests/proof/oracle`，多数注明条文，其余用一句英文写明所禁止的）"
        "<br>rules that were written apart, from the articles, and say what is unlawful",
    ),
    (
        "变异 · mutant",
        "程序的副本，故意去掉一项或者几项禁止，用来检验对照规则能否发现<br>a copy of the procedure from which prohibitions were"
        " removed on purpose, to see whether the oracle notices",
    ),
    (
        "规则组合 · vector",
        "运行时适用的一套规定和设置（向量），见第四节<br>the profile and switches under which a search runs, see section 4",
    ),
)
"""Each word of the page that no lawyer knows, explained once."""


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
    left: tuple[Job, ...] = ()
    """For which the time was not enough."""
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
        "案件能走到的状态太多，抽查不足以说明问题。这里用真实的程序（与办案时同一份代码），在写明的范围内走到每一部分程序能走到的"
        "**每一种**状态，在每一种状态里试办该部分列出的每一项操作，再由另行写成的对照规则核对：程序准许的，法律是否允许。"
        "“证明”仅指在这些范围之内穷尽检验；范围之外没有证明什么，见第三节，请一并阅读。"
    )
    yield ""
    yield (
        "The very code that handles cases is driven, within stated bounds, through **every** state that a part of the procedure can"
        " reach; every act listed for that part is tried in each of them, and an oracle that was written apart says whether the law"
        " allows what is open there. “Proven” means searched whole within these bounds, and no more: read section 3 as well."
    )
    yield ""
    yield from table(("用语 · word", "是 · meaning"), TERMS)
    yield ""
    yield (
        "**谁这样说 · Who says so**：是否违法，由对照规则判断。它与本系统出自同一项目，不是律师、机关或者第三方的法律意见。它不调用程序的判断，"
        "但采信案件记录：其中的日期、签收、盖章照记录认定；是否属于听证范围、听证要求是否有效、应当进行哪些审核、报备和讨论，以记录的筛查结论"
        "和适用的程序规定为准，筛查错了，对照规则看不出来。应缴数额由它另行计算，再与系统算出的相比。报备和审前听述的要求是系统假定（镇江市的实施办法没有公布）；各项假定和待律师确认的条文列在"
        " [statute.md](statute.md)。"
    )
    yield ""
    yield (
        "What is unlawful the oracle says. It comes from the same project as the system, and is no opinion of a lawyer, an agency or a third"
        " party. It asks the procedure for no judgement, but believes the journal: days, receipts and seals; and what the screening found"
        " and the profile asks for (right to a hearing, which review, filing, discussion). What is owed it reckons itself, and compares. Filing and the interview before the"
        " decision are assumed. What is assumed, or waits for a lawyer, is listed in [statute.md](statute.md)."
    )


def _proven() -> Iterator[Iterable[str]]:
    yield (
        "## 一、证明了什么 · What was proven",
        "",
        "程序分为若干切片，每个切片在第三节写明的范围内全部走遍 (each slice is searched whole, within the bounds of section 3)。"
        "数字和运行日期见第六节；第六节写明尚未运行的，完整搜索还没有结果"
        " (where section 6 says “not run yet”, the whole search has no result so far)。",
    )
    yield table(
        ("切片 · slice", "在它的每一种状态里都成立 · holds in each of its states"),
        ((f"`{one.name}`", f"{one.proves.zh}。<br>{one.proves.en}") for one in SLICES),
    )
    escapes = "、".join(f"{title_of(name).zh} `{name}`" for name in sorted(ESCAPES))
    yield (
        "此外，每个切片还检验 (and of each slice)：",
        "",
        f"- **没有死路**：从每一种状态都能走到该切片的终点，不借助下列操作：{escapes}；切片写明的例外（如法律本身使程序终结）除外。"
        " No dead end: the end of the slice can be reached from every state, without any of these, but where the slice says otherwise"
        " (as where the law itself ends it).",
        f"- **总有下一步**（每{EVERY}种状态抽查一种）：待办清单里的每一项，所列的人确实能办（会签除外）；案件未了结时，总有一项待办，或者有一个期限尚未届满，"
        "或者在等复议、诉讼或者另案的结果。"
        f" In one state of {EVERY}: whatever waits in a work list can be made by whom it waits for, confirmations apart; until a case is"
        " done something waits, a term runs, or a remedy or another case is awaited.",
        f"- **视为相同的状态确实相同**（每{EVERY_TWIN}次再次到达抽查一次）：搜索把规则读不出区别的状态当作一种，抽出的与先到的那一种允许的操作完全一样。"
        f" States that count as one allow the same acts; one in {EVERY_TWIN} of those met again is held to it.",
        "- **检验本身会发现错误**：第二节列有切片的每一项禁止，在程序的副本里去掉以后，对照规则都须发现，并给出一条最短的反例（见第五节）；"
        "没有去掉的，第二节逐项写明理由。"
        " The proof can fail: each prohibition with a slice in section 2 is removed from a copy of the procedure, and the oracle must see it;"
        " for those that are not removed section 2 says why.",
    )


def _prohibitions() -> Iterator[Iterable[str]]:
    yield (
        "## 二、逐项禁止性规定 · Each prohibition",
        "",
        "只列九道关口的禁止；关口之外另有去掉的禁止，见第六节的变异；系统的全部拒绝见 [refusals.md](refusals.md)。花括号处在实际拒绝时填入姓名、日期等。没有单独条文的，列出整个关口的条文；"
        "其中报备的要求是系统假定。“切片”一栏：在哪些切片里去掉这一项，对照规则须发现违法；有的连同其他检查处一起去掉，"
        "有的从另一起点开始（如未成年人、听证之后），或者只试部分操作，因此只说明去掉以后能被发现，不说明该切片走遍了这种情形。"
        "写明“没有去掉”的，只由写定的案例检验，不在穷尽检验之内。",
        "",
        "The prohibitions of the nine gates; others that are removed stand in section 6; all refusals are in [refusals.md](refusals.md). What stands in braces is filled in. Where"
        " a refusal has no article of its own, those of its gate are listed; that filing is due is assumed. The last column has the"
        " slices in which its removal must be seen: some are removed together with others, begin elsewhere (a minor, a hearing held), or"
        " try fewer acts, so that it says that the removal is seen, not that the slice searches such cases whole. What is not removed"
        " is held by written cases alone.",
    )
    yield table(
        ("关口 · gate", "禁止 · refused", "条文 · article", "切片 · slices"),
        (_row(gate, refusal) for gate in GATES for refusal in gate.refusals),
    )


def _row(gate: Gate, refusal: Refusal) -> Iterator[str]:
    yield f"{gate.number} {gate.title.zh}"
    yield f"{refusal.why.zh} `{refusal.code}`<br>{refusal.why.en}"
    yield str(refusal.article or "、".join(dict.fromkeys(map(str, gate.sources))))
    seen = sorted({m.slice.name for m in MUTANTS for _, code in m.refusals if code == refusal.code})
    reason = UNMUTATED.get(refusal.code)
    yield "、".join(f"`{name}`" for name in seen) or (
        f"没有去掉：{reason.zh}<br>not removed: {reason.en}" if reason else ""
    )


def _not_proven() -> Iterator[str]:
    yield "## 三、没有证明什么 · What was not proven"
    yield ""
    yield (
        "- **法律本身是否如此**：检验的是程序符合对照规则；条文理解错了，两边会一起错。对照规则不读法律的数额表、时效和施行日期。请对照"
        " [statute.md](statute.md) 逐条核对。 Whether the law is as the oracle has it: a wrong reading may stand in both. It reads no"
        " thresholds, no limitation and no days of commencement."
    )
    lengths = "、".join(f"{key.zh}{days}日" for key, days in SHORT.items())
    yield (
        f"- **期限的长短**：期限缩短为几日（{lengths}），没有休息日，时间只走到届满日和次日；其余期限不缩短。期限实际如何计算，另由 `tests/law` 检验。"
        " Terms are cut down to days, without rest days, and time goes to last days and the day after alone; counting has tests of its own."
    )
    yield (
        "- **人数**：除写明的以外，一名当事人、两名承办人；多名当事人由 `tests/procedure` 检验。"
        " One party and two officers, where nothing else is said."
    )
    yield (
        "- **操作的内容**：每一项操作只试事先写定的一种或者几种内容（如罚款只试几个数额），不是一切可能的内容。"
        " Each act is tried with one or a few contents that were fixed beforehand, not with every one there could be."
    )
    yield (
        "- **切片之间的组合**：每个切片只走自己的操作，其余保持不动；两个切片的情形交错发生的，没有走遍。"
        "影响某一切片而不在其内的操作，逐项写明理由（`tests/proof/outside.py`）。"
        " Slices are searched one by one; what happens across two of them is not searched. Acts that bear on a slice and stand outside"
        " it each have a reason."
    )
    yield ("- **切片的起点和限度** · Where each slice begins, and its bounds:")
    yield from (f"    - `{one.name}`：{one.abstracts.zh}。 {one.abstracts.en}." for one in SLICES)
    yield (
        "- **文书的内容、事实的真伪、裁量是否适当**：程序读不出来。 What a document says, whether a fact is true, whether discretion"
        " is used well."
    )


def _vectors() -> Iterator[Iterable[str]]:
    slow = "、".join(f"`{one.name}`" for one in SLICES if not one.quick)
    words = [name for name, vector in VECTORS.items() if not vector.changes]
    flipped = [name for name, vector in VECTORS.items() if vector.changes]
    yield (
        "## 四、在哪些规则下 · Under which rules",
        "",
        "第六节的数字须由 `make proof` 在下列规则组合下运行得出；平时的 `make test` 只用主要程序规定 (market+zhenjiang)，少数切片再加几种，"
        f"不运行 {slow}，这些切片只由 `make proof` 检验。结果必然相同的组合不重复运行，第六节逐项写明。"
        " The figures come from `make proof`; `make test` runs the main profile, a few slices under some more, and not these.",
        "",
        f"每一种程序规定 (each profile)，含义见 [profile.md](profile.md)：{'、'.join(f'`{word}`' for word in words)}。",
        "",
        "主要程序规定（市场监督管理加镇江的假定层）的每一项设置（含义见 [profile.md](profile.md)）单独改动，其余不变；两项同时改动的没有检验。会签除专门改动的一组以外，"
        "均按纸上会签。各切片交给其他切片的设置（如审核、报备、讨论）固定关闭，见第三节。"
        " Each switch of the main profile otherwise, one at a time, never two; countersigned on paper but where that is flipped;"
        " what a slice leaves to others is not flipped in it:",
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
        "反例是从切片起点走到违法状态的步骤最少的一条路径。每行一步：月日、办理人编号（虚构人员，见 [rehearsal.md](rehearsal.md)）、办了什么；"
        "“期满或者到期”是没有人办理、只是日期到了；“×”一行是对照规则的原文（英文），说明在这一状态里法律不允许什么，字母加数字是它的内部编号。"
        "走到最后一步，程序还准许作出决定（或者已经作出），而法律不允许。",
        "",
        "读反例时依次问：每一步依法能否这样办；最后一行所说的违法是否成立；成立的，是程序有漏洞；不成立的，是对照规则写错了。"
        "可以把这些步骤写成[预演](rehearsal.md)文件再走一遍。去掉关口以后的反例是故意造成的，不是程序的错误。",
        "",
        "真实的程序有反例、死路或者无人可办的待办的，或者去掉关口而没有被发现的，`make proof` 打印出来并报告失败（退出码 1），本页不更新："
        "因此本页的数字只说明所载日期的程序。",
        "",
        "A counter-example is a shortest way from the beginning of a slice to an unlawful state: the day, who (an invented person), and"
        " what; the line with × says, in the words of the oracle, what the law does not allow there. Ask of each step whether it is lawful, then whether"
        " the last line is right: if so the procedure has a hole, if not the oracle is wrong. One with a gate removed is made on purpose."
        " Where anything is wrong `make proof` prints it and exits with 1, and this page stays as it is: its figures are those of their day.",
    )
    sample = next((m for m in figures.mutants if len(m.way) > 4), None)
    if sample:
        codes = "、".join(f"`{move}` 的 `{code}`" for move, code in sample.refusals)
        yield (
            f"例如，在副本里去掉 {codes} 之后 (for example, with these refusals removed)：",
            "",
            "```",
            *sample.way,
            "```",
        )


def _figures(figures: Figures) -> Iterator[Iterable[str]]:
    yield ("## 六、数字 · Figures", "")
    if not figures.runs:
        yield (
            "尚未运行 not run yet：本页第一、二节写的是检验什么，完整搜索还没有结果。What sections 1 and 2 say is what is searched for.",
        )
        return
    states, steps = sum(r.states for r in figures.runs), sum(r.transitions for r in figures.runs)
    yield (
        f"{figures.day}：{len(figures.runs)} 次搜索 runs，{states:,} 种状态 states，{steps:,} 次转移 transitions，"
        f"{len(figures.mutants)} 个变异 mutants，全部被发现 all caught；用时 {figures.minutes:g} 分钟 minutes。",
    )
    yield table(
        ("切片 · slice", "规则组合 · vector", "状态", "转移", "再次到达", "可以作出", "CPU 秒"),
        (_figures_of(run) for run in figures.runs),
    )
    yield (
        "再次到达：走到已经走到过的状态的次数；可以作出：准许作出所检验的决定的状态，或者已经作出的状态，有的切片核对每一种状态，两数因此相同；"
        "CPU 秒：计算所用的时间。状态 states · 转移 transitions · 再次到达 met again · 可以作出 states that were held against the oracle",
    )
    yield from _left(figures.left)
    yield ("没有运行、结果必然相同的 (not run, because it can make no difference)：",)
    yield table(
        ("切片 · slice", "规则组合 · vector", "原因 · reason"),
        ((f"`{s.slice}`", s.vector, s.reason) for s in figures.skipped),
    )
    yield ("变异 (mutants)：",)
    yield table(
        ("切片 · slice", "去掉（操作、拒绝） · removed (move, refusal)", "发现 · seen", "最短步数 · steps"),
        (
            (f"`{m.slice}`", "、".join(f"`{a}` `{b}`" for a, b in m.refusals), m.fault, str(len(m.way) - 2))
            for m in figures.mutants
        ),
    )
    dumped = json.dumps(figures.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    yield (DATA[0] + dumped.replace("--", "—") + DATA[1],)


def _left(jobs: Iterable[Job]) -> Iterator[Iterable[str]]:
    by_slice: dict[str, list[str]] = {}
    for slice_, vector in jobs:
        by_slice.setdefault(slice_, []).append(f"`{vector}`")
    if by_slice:
        yield ("时间不够、还没有检验的 (for which the time was not enough, and of which nothing is said)：",)
        yield table(
            ("切片 · slice", "规则组合 · vectors"), ((f"`{s}`", "、".join(v)) for s, v in by_slice.items())
        )


def _figures_of(run: Run) -> Iterator[str]:
    yield f"`{run.slice}`"
    yield run.vector
    yield from (f"{n:,}" for n in (run.states, run.transitions, run.met_again, run.free))
    yield f"{run.seconds:.1f}"
