"""`tingshu law due --what-if`: the deadlines of a rehearsal or of a case under another calendar, service day or mode."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli import showing
from cli.case_deadlines import bounds
from cli.law_reading import answered, day_of, rules_of
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.law.holidays_file import load_calendar
from domain.law.traces import chinese_day

if TYPE_CHECKING:
    from desk.rehearsing.what_if import Shifted, Supposed
    from domain.case.journal import Entry
    from domain.procedure import Deadline

COLUMNS = ("期限", "代码", "当事人", "现在", "假设", "变化", "依据")
NO_FILE_NO_CASE = (
    Words("没有这个文件，也不是 机关/案号", "there is no such file, and it is no AGENCY/NUMBER"),
    Words(
        "请在 --what-if 中写明预演文件的路径，或者案件，如 zj-market/2026-0001",
        "name in --what-if the path of a rehearsal file, or a case, such as zj-market/2026-0001",
    ),
)
NOTHING_SUPPOSED = (
    Words("没有写明假设什么", "it does not say what is supposed"),
    Words(
        "请写明 --served DATE、--mode MODE 或者 --calendar FILE",
        "give --served DATE, --mode MODE or --calendar FILE",
    ),
)
NO_MODE = Words("没有这种送达方式：{typed}", "there is no such mode of service: {typed}")
ONE_OF_THE_MODES = Words("请在 --mode 中填写：{known}", "give one of these in --mode: {known}")


@dataclass(frozen=True)
class Typed:
    """What was supposed on the command line."""

    of: str
    served: str | None = None
    mode: str | None = None
    party: int | None = None
    calendar: Path | None = None
    as_: str = ""


def what_if(typed: Typed, *, json_: bool) -> None:
    """Show every deadline as it is and as it would be, and how each that moves is counted."""
    entries, today = _case(typed, json_)

    def work() -> tuple["Shifted", ...]:
        from desk.rehearsing.what_if import compared

        return compared(entries, _supposed(typed), today)

    found = answered(work, json_)
    if json_:
        showing.as_json([_as_item(one) for one in found])
        return
    showing.styled_table(
        "假设 · what if", COLUMNS, (("yellow" if one.moved else "", _row(one)) for one in found)
    )
    for one in found:
        for trace in one.traces:
            showing.line(
                "\n".join(
                    [f"{trace.title}（当事人{one.party}）" if one.party else trace.title, *trace.sentences]
                )
            )


def _supposed(typed: Typed) -> "Supposed":
    from desk.rehearsing.what_if import Supposed
    from domain.bilingual import listed
    from domain.case.service import Mode

    if typed.mode is not None and typed.mode not in list(Mode):
        known = ONE_OF_THE_MODES.filled(known=listed(str(mode) for mode in Mode))
        raise Malformed(Fault("--mode", NO_MODE.filled(typed=typed.mode), known))
    if typed.served is None and typed.mode is None and typed.calendar is None:
        raise Malformed(Fault("--what-if", *NOTHING_SUPPOSED))
    return Supposed(
        served_on=day_of(typed.served, "--served") if typed.served else None,
        mode=Mode(typed.mode) if typed.mode else None,
        party=typed.party,
        year=load_calendar(typed.calendar) if typed.calendar else None,
    )


def _case(typed: Typed, json_: bool) -> tuple[list["Entry"], date]:
    """Return the journal of the case that is meant, and the day as of which it is asked."""
    if (path := Path(typed.of)).is_file():
        entries = answered(lambda: _rehearsed(path), json_)
    else:
        agency, _, number = typed.of.partition("/")
        if not (agency and number):
            answered(lambda: _refuse(typed.of), json_)
        entries = _recorded(agency, number, typed.as_, json_)
    from domain.procedure.language import civil

    return entries, civil(entries[-1].at)


def _refuse(of: str) -> None:
    raise Malformed(Fault(f"--what-if {of}", *NO_FILE_NO_CASE))


def _rehearsed(path: Path) -> list["Entry"]:
    from desk.rehearsing.running import told
    from installation.rehearsing import cast

    _, entries = told(path.read_bytes(), cast(), rules_of)
    if not entries:
        raise Malformed(Fault(f"--what-if {path}", *NO_FILE_NO_CASE))
    return list(entries)


def _recorded(agency: str, number: str, as_: str, json_: bool) -> list["Entry"]:
    from cli.case_exporting import journal_of
    from cli.reading import read

    return read(lambda desk: journal_of(desk, agency, number), as_, json_=json_, case=(agency, number))


def _row(one: "Shifted") -> tuple[Any, ...]:
    days = one.days
    shift = "" if not days else f"{days:+}天"
    either = one.after or one.before
    article = either.article if either else ""
    return one.title, one.term, one.party, _day(one.before), _day(one.after), shift, article


def _day(deadline: "Deadline | None") -> str:
    if deadline is None:
        return ""
    if deadline.last_day:
        return chinese_day(deadline.last_day)
    return bounds(deadline.model_dump(mode="json"))


def _as_item(one: "Shifted") -> dict[str, Any]:
    plain = one.model_dump(mode="json", exclude_none=True)
    sentences = [sentence for trace in one.traces for sentence in trace.sentences]
    return {**plain, "moved": one.moved, "days": one.days, "sentences": sentences}
