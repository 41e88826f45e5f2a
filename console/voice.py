"""In which language a page speaks (语言), and how days, instants and amounts are written in it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from console.programs import for_people
from domain.bilingual import Titled, Words
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.law.terms import TermKey
from domain.procedure.clocks.deadlines import Deadline, state_said
from domain.procedure.clocks.table import whose
from domain.procedure.index import title_of
from domain.procedure.language import SHANGHAI
from domain.procedure.lists import WorkRow
from domain.procedure.outgoing import Receiver
from domain.procedure.stage import Stage
from domain.procedure.work import Waiting

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = (CHINESE, ENGLISH)
_WEEKDAYS = Words("一二三四五六日", "Mon Tue Wed Thu Fri Sat Sun")

_RECEIVERS = {
    Receiver.PLATFORM: Words("监督平台", "supervision platform"),
    Receiver.MAIL: Words("邮件", "mail"),
    Receiver.DOSSIER: Words("案卷装订", "bindery of the dossiers"),
}


class Voice:
    """What a template says words with. Chinese where nobody has chosen."""

    def __init__(self, language: str = CHINESE) -> None:
        self.language = language if language in LANGUAGES else CHINESE
        self.is_chinese = self.language == CHINESE

    @property
    def other(self) -> str:
        return ENGLISH if self.is_chinese else CHINESE

    def __call__(self, said: Any, english: str | None = None) -> str:
        """Say words, a titled member, a pair `{"zh": …, "en": …}`, or Chinese with its English beside it."""
        if english is not None:
            said = Words(str(said), english)
        if isinstance(said, Words | Titled):
            return said.zh if self.is_chinese else said.en
        if isinstance(said, dict) and {"zh", "en"} <= said.keys():
            return str(said[self.language])
        return "" if said is None else str(said)

    def whose(self, term: str) -> str:
        """Say whose the days of a clock are: the party's right, or who must act."""
        return self(whose(TermKey(term)))

    def state(self, deadline: Deadline) -> str:
        """Say what has become of the days of a clock."""
        return self(state_said(deadline.term, deadline.state))

    def day(self, day: date | str | None, weekday: bool = True) -> str:
        """Write a day with its weekday: 2026-06-12（星期五）, Fri 2026-06-12."""
        if not day:
            return ""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        if not weekday:
            return day.isoformat()
        if self.is_chinese:
            return f"{day.isoformat()}（星期{_WEEKDAYS.zh[day.weekday()]}）"
        return f"{_WEEKDAYS.en.split()[day.weekday()]} {day.isoformat()}"

    def month(self, day: date) -> str:
        """Write the month of a day, in January with its year: 6月, Jun; 2027年1月, Jan 2027."""
        if self.is_chinese:
            return f"{day.year}年{day.month}月" if day.month == 1 else f"{day.month}月"
        return f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"

    def instant(self, at: datetime | str | None) -> str:
        """Write an instant to the minute, in the civil time of China."""
        if not at:
            return ""
        at = datetime.fromisoformat(at) if isinstance(at, str) else at
        return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")

    def money(self, amount: Decimal | str | int | None) -> str:
        """Write an amount in yuan."""
        if amount is None or amount == "":
            return ""
        return f"{Decimal(amount):,.2f} {self('元', 'yuan')}"

    def listed(self, items: Any) -> str:
        return ("、" if self.is_chinese else ", ").join(self(item) for item in items if item)

    def said(self, value: Any) -> str:
        """Write whatever it is: a day, several things, words."""
        if isinstance(value, date):
            return self.day(value)
        return (
            self.listed(value) if isinstance(value, tuple) and not isinstance(value, Words) else self(value)
        )

    # What stands in a row by its code

    def title(self, kind: str) -> str:
        return self(DocumentKind(kind))

    def stage(self, stage: str) -> str:
        return self(Stage(stage))

    def term(self, term: str) -> str:
        return self(TermKey(term))

    def role(self, role: str) -> str:
        return self(Role(role))

    def move(self, move: str) -> str:
        return self(title_of(move))

    def receiver(self, receiver: str) -> str:
        return self(_RECEIVERS[Receiver(receiver)])

    def work(self, row: WorkRow) -> str:
        """Say what waits: the register keeps it in Chinese, as it is mailed."""
        return for_people(row["what"]) if self.is_chinese else self.move(row["move"])

    def awaited(self, work: Waiting) -> str:
        return for_people(work.title) if self.is_chinese else self.move(work.move)
