"""What is made public of a decision (公示): its summary and its public copy, printed on demand for who publishes it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from desk.errors import FORM, Barred, Fault, NotHere, Unknown
from desk.paper_forms import Printed
from desk.reading import Reading
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import Person
from domain.procedure.chapters.publishing import may_be_public
from domain.procedure.language import Moment
from domain.procedure.public_papers import PublicPaper

NO_SUCH_PARTY = (
    Words("本案没有当事人 {party}", "there is no party {party} in this case"),
    Words("请在 party 中填写：{known}", "give one of these in `party`: {known}"),
)


class PublicPrinter(Protocol):
    def public(self, case: Case, paper: PublicPaper, party: int, withheld: Sequence[str]) -> Printed:
        """Print a paper of a decision that was made.

        Raises:
            NoFonts: There is nothing to print it with.
        """


class PublicPapers:
    """Whoever may read a case may print what is made public of it."""

    def __init__(self, reading: Reading, printer: PublicPrinter, *, now: Callable[[], datetime]) -> None:
        self._reading = reading
        self._printer = printer
        self._now = now

    async def print(
        self,
        by: Person,
        agency: str,
        number: str,
        paper: str,
        party: int,
        withheld: Sequence[str] = (),
        *,
        request: str = "",
    ) -> Printed:
        """Return a paper as PDF.

        Args:
            withheld: Words that are kept back besides what the case knows to be personal, such as a trade secret.

        Raises:
            Unknown: No such case or paper, or another agency's.
            NotHere: No such party.
            Barred: The decision is not made or not sealed yet, is not to be public, or does not stand.
        """
        if paper not in PublicPaper.__members__.values():
            raise Unknown(FORM)
        case = await self._reading.folded(by, agency, number, request=request)
        if party not in (known := [one.id for one in case.parties.all]):
            why, cure = NO_SUCH_PARTY
            raise NotHere(
                Fault("party", why.filled(party=party), cure.filled(known=listed(str(one) for one in known)))
            )
        if refused := tuple(may_be_public(Moment(case=case, actor=by, at=self._now()), party)):
            raise Barred(*refused)
        return await asyncio.to_thread(self._printer.public, case, PublicPaper(paper), party, withheld)
