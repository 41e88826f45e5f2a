"""Forms that people sign on paper (空白文书): listed, printed on demand, and known again by the code on their scan."""

import asyncio
from collections.abc import Iterator
from typing import Protocol, TypedDict

from desk.errors import FORM, Fault, FormTooSoon, NotHere, Unknown
from desk.reading import Reading
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import Person
from domain.procedure import MOVES
from domain.procedure.form_codes import BadFormCode, FormCode, read_code
from domain.procedure.paper_forms import FORMS, PaperForm, about

NO_CODE = Fault(
    "code",
    Words("不是表单编码，或者有字符读错、写错", "it is no code of a form, or a character of it is wrong"),
    Words(
        "请重新扫描，或者照表单上方所印的 tingshu:form/… 重新填写 code",
        "scan it again, or give as `code` what stands printed at the head of the form, tingshu:form/…",
    ),
)
OF_WHICH_PARTY = (
    Words("《{form}》每名当事人一份", "there is one {form} for each party"),
    Words("请在 party 中填写：{known}", "give one of these in `party`: {known}"),
)
OF_NO_PARTY = (
    Words("《{form}》全案一份", "there is one {form} for the whole case"),
    Words("请去掉 party", "leave out `party`"),
)


class Printed(Protocol):
    """A printed form."""

    @property
    def pdf(self) -> bytes: ...
    @property
    def pages(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class Printer(Protocol):
    def print(self, case: Case, code: FormCode) -> Printed:
        """Print a form of a case, whose long texts lie in the store.

        Raises:
            NoFonts: There is nothing to print it with.
        """


class FormRow(TypedDict):
    """A form as it stands in a case."""

    form: str
    title: str
    party: int | None
    ready: bool
    """Whether there is something to be written on it; else it is not printed yet, or not any more."""
    move: str
    """What takes its scan."""
    move_title: str
    field: str
    """Which field of that move names the scan, by its SHA-256."""
    article: str
    """Where its fields stand; empty where no source was found, and they are our reading."""
    code: str
    """What its scan bears."""


class PaperForms:
    """Whoever may read a case may print its forms: what is on them stands in the case."""

    def __init__(self, reading: Reading, printer: Printer) -> None:
        self._reading = reading
        self._printer = printer

    async def listed(self, by: Person, agency: str, number: str, *, request: str = "") -> list[FormRow]:
        """Return every form of a case, for each party where it is one of a party."""
        case = await self._reading.folded(by, agency, number, request=request)
        return list(_rows(case))

    async def print(
        self, by: Person, agency: str, number: str, form: str, party: int | None, *, request: str = ""
    ) -> Printed:
        """Return a form as PDF.

        Raises:
            Unknown: No such case or form, or another agency's.
            NotHere: It is one of a party, and none or an unknown one is named; or the other way round.
            FormTooSoon: There is nothing yet to be written on it, or nothing any more.
        """
        if form not in PaperForm.__members__.values():
            raise Unknown(FORM)
        case = await self._reading.folded(by, agency, number, request=request)
        code = FormCode(agency, number, PaperForm(form), party)
        _check(case, code)
        return await asyncio.to_thread(self._printer.print, case, code)

    async def recognise(self, by: Person, code: str, *, request: str = "") -> tuple[FormCode, FormRow]:
        """Return what a code is of, as it stands now, under the rights of its case.

        Raises:
            NotHere: It is none.
            Unknown: The case is not there, or not this person's to read.
        """
        try:
            found = read_code(code)
        except BadFormCode as error:
            raise NotHere(NO_CODE) from error
        case = await self._reading.folded(by, found.agency, found.number, request=request)
        row = next((r for r in _rows(case) if (r["form"], r["party"]) == (found.form, found.party)), None)
        if row is None:
            raise Unknown(FORM)
        return found, row


def _check(case: Case, code: FormCode) -> None:
    standing = dict(about(case, code.form))
    if code.party not in standing:
        why, cure = OF_WHICH_PARTY if code.rule.of_party else OF_NO_PARTY
        known = listed(str(party) for party in standing)
        raise NotHere(Fault("party", why.filled(form=code.form), cure.filled(known=known)))
    if not standing[code.party]:
        first = (Words(f"{MOVES[m].title.zh}（{m}）", f"{MOVES[m].title.en} ({m})") for m in code.rule.after)
        raise FormTooSoon(code.form.words, listed(first))


def _rows(case: Case) -> Iterator[FormRow]:
    for form in PaperForm:
        for party, ready in about(case, form):
            yield _row(case, form, party, ready)


def _row(case: Case, form: PaperForm, party: int | None, ready: bool) -> FormRow:
    rule, identity = FORMS[form], case.identity
    cited = case.rulebook.cited(rule.source)
    return FormRow(
        form=form.value,
        title=form.zh,
        party=party,
        ready=ready,
        move=rule.move,
        move_title=MOVES[rule.move].title.zh,
        field=rule.field,
        article=str(cited) if cited else "",
        code=str(FormCode(identity.agency.code, identity.number, form, party)),
    )
