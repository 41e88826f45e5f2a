"""`tingshu case …`: what can be done with a case. Each command's own work stands in the module of its subject."""

from typing import Final

import typer

from cli.lazy import Place, lazy

CASE: Final = {
    "draft": Place(
        "cli.learning",
        "draft_",
        "拟处罚草案的示例，日期按今天推算 · an example of a draft decision, its days made for today.",
    ),
    "open": Place("cli.case_moves", "open_", "启动案件 · open a case from a draft decision."),
    "take-over": Place(
        "cli.taking_over",
        "take_over",
        "接收纸质案件；--trial 试办一批 · take over cases begun on paper; --trial tries many.",
    ),
    "rehearse": Place(
        "cli.rehearsing",
        "rehearse",
        "预演：在纸上推演整个案件，不符预期的退出码为 1 · run a case on paper; exit code 1 where an expectation fails.",
    ),
    "next": Place(
        "cli.case_next",
        "next_",
        "下一步：我现在可以办理什么，怎么办 · what I may do now, and the command for it.",
    ),
    "do": Place("cli.case_moves", "do", "办理：作出一个操作 · make a move in a case.", "DoCommand"),
    "show": Place("cli.case_reading", "show", "查看案件现状 · show a case."),
    "list": Place("cli.case_reading", "list_", "案件列表 · the cases one may read."),
    "moves": Place(
        "cli.case_options",
        "moves",
        "可以办理哪些操作，其余为何不能 · what may be done, and what bars the rest.",
    ),
    "deadlines": Place(
        "cli.case_deadlines",
        "deadlines",
        "案件期限；--term 说明如何计算 · the clocks of a case; --term explains one.",
    ),
    "documents": Place(
        "cli.case_documents",
        "documents",
        "案件文书及其哈希；--open 打开，--save 保存，--zip 打包 · the documents of a case with their hashes.",
    ),
    "dossier": Place(
        "cli.case_dossier",
        "dossier",
        "案卷：装订成一个 PDF，或者取出已封存的 · the dossier as one PDF, as it stands or as it was sealed.",
    ),
    "journal": Place("cli.case_reading", "journal", "全过程记录 · the journal of a case."),
    "export": Place(
        "cli.case_exporting", "export", "导出：将一件案件写成预演文件 · write a case as a rehearsal file."
    ),
}

app = typer.Typer(
    cls=lazy(CASE), no_args_is_help=True, help="案件：启动、查看、办理 · open, look at and move cases"
)


@app.callback()
def case() -> None:
    """案件：启动、查看、办理 · open, look at and move cases."""
