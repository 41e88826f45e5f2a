"""The code on a form that is signed on paper (表单编码): by it a scan finds case, move and form again.

    tingshu:form/ZJ-MARKET/2026-0007/interview_record/1/3f5a9c0d

It names nobody. Its last part is drawn from the rest, so that a character typed or read wrongly is seen.
"""

import re
from typing import NamedTuple

from domain.canonical import sha256
from domain.procedure.paper_forms import FORMS, FormRule, PaperForm

OF_THE_CASE = "-"
"""Stands where a party would."""
PATTERN = (
    r"tingshu:form/([A-Za-z0-9-]{1,64})/([A-Za-z0-9-]{1,40})/([a-z_]{1,40})/([1-9][0-9]{0,3}|-)/([0-9a-f]{8})"
)


class BadFormCode(ValueError):
    """It is no code of a form, or a character of it is wrong."""


class FormCode(NamedTuple):
    """What a form is of."""

    agency: str
    number: str
    form: PaperForm
    party: int | None = None

    @property
    def rule(self) -> FormRule:
        """The move that takes the scan."""
        return FORMS[self.form]

    def __str__(self) -> str:
        said = self._said()
        return f"{said}/{_check(said)}"

    def _said(self) -> str:
        party = OF_THE_CASE if self.party is None else str(self.party)
        return f"tingshu:form/{self.agency}/{self.number}/{self.form.value}/{party}"


def read_code(text: str) -> FormCode:
    """Read a code as a scanner gives it or a person types it; blanks within are no matter.

    Raises:
        BadFormCode: It is none.
    """
    found = re.fullmatch(PATTERN, re.sub(r"\s", "", text), re.ASCII)
    if found is None or found[3] not in PaperForm.__members__.values():
        raise BadFormCode(text)
    party = None if found[4] == OF_THE_CASE else int(found[4])
    code = FormCode(found[1], found[2], PaperForm(found[3]), party)
    if not str(code).endswith(found[5]) or (party is None) is code.rule.of_party:
        raise BadFormCode(text)
    return code


def _check(said: str) -> str:
    return sha256(said.encode())[:8]
