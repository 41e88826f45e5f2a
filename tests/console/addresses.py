"""Every address of the console at which something is looked at, with an example; a new one is added here, or a test says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """The numbers of the cases at which the examples are looked at."""

    case: str
    """Just opened."""
    far: str
    """Came to its last moves."""
    edited: str
    """Has a notice, document 4, of three versions."""


@dataclass(frozen=True)
class Shown:
    """One page, as somebody looks at it."""

    route: str
    path: str
    by: str = "officer-li"

    def of(self, numbers: Numbers) -> str:
        """Return its path with the numbers of these cases."""
        return self.path.format(**vars(numbers))

    @property
    def name(self) -> str:
        """What its pictures are called."""
        plain = self.path.partition("?")[0].replace("/cases/zj-market/{far}", "case")
        return plain.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "home"


CASE = "/cases/{agency}/{number}"
"""The cases of the examples are those of `Numbers`."""
PAGES = (
    Shown("/", "/"),
    Shown("/sign-in", "/sign-in", by=""),
    Shown("/cases", "/cases?q="),
    Shown("/due", "/due"),
    Shown("/open", "/open"),
    Shown("/take-over", "/take-over"),
    Shown("/seal", "/seal", by="clerk-zhao"),
    Shown("/status", "/status", by="operator-gu"),
    Shown("/law", "/law"),
    Shown("/law/due", "/law/due"),
    Shown("/law/calendar", "/law/calendar"),
    Shown("/law/procedure", "/law/procedure"),
    Shown("/rehearsal", "/rehearsal"),
    Shown(CASE, "/cases/zj-market/{far}"),
    Shown(CASE, "/cases/zj-market/{case}"),
    Shown(f"{CASE}/moves", "/cases/zj-market/{far}/moves"),
    Shown(f"{CASE}/parties", "/cases/zj-market/{far}/parties"),
    Shown(f"{CASE}/findings", "/cases/zj-market/{far}/findings"),
    Shown(f"{CASE}/statements", "/cases/zj-market/{far}/statements"),
    Shown(f"{CASE}/documents", "/cases/zj-market/{far}/documents"),
    Shown(f"{CASE}/documents/{{document}}", "/cases/zj-market/{far}/documents/2"),
    Shown(f"{CASE}/documents/{{document}}", "/cases/zj-market/{edited}/documents/4"),
    Shown(f"{CASE}/documents/{{document}}/difference", "/cases/zj-market/{edited}/documents/4/difference"),
    Shown(f"{CASE}/review", "/cases/zj-market/{far}/review"),
    Shown(f"{CASE}/journal", "/cases/zj-market/{far}/journal"),
    Shown(f"{CASE}/dossier", "/cases/zj-market/{far}/dossier"),
    Shown(f"{CASE}/clocks/{{term}}", "/cases/zj-market/{far}/clocks/statement?party=1"),
    Shown(f"{CASE}/do/{{move}}", "/cases/zj-market/{case}/do/prepare_notices?party=1"),
    Shown(f"{CASE}/do/{{move}}", "/cases/zj-market/{case}/do/recheck?party=1"),
    Shown(f"{CASE}/do/{{move}}", "/cases/zj-market/{case}/do/record_service"),
    Shown(f"{CASE}/do/{{move}}/check", "/cases/zj-market/{case}/do/submit_for_review/check"),
)
ELSEWHERE = {
    "/assets/{version}/{name}": "a file",
    "/echo/day": "a line for a form",
    "/echo/money": "a line for a form",
    "/files/{sha256}": "a file",
    "/language/{language}": "leads on",
    "/seal/print.pdf": "a file",
    "/seal/addresses.csv": "a file",
    f"{CASE}/events": "a stream",
    f"{CASE}/documents/{{document}}/preview": "stands in the page of its document",
    f"{CASE}/documents/{{document}}/draft.{{rendering}}": "a file",
    f"{CASE}/documents/{{document}}/printout.pdf": "a file",
    f"{CASE}/documents/{{document}}/copy.ofd": "a file",
    f"{CASE}/dossier/bound.pdf": "a file",
    "/open/check": "the same page as that of every other move",
    "/open/make": "that page again",
    "/take-over/check": "that page again",
    "/take-over/make": "that page again",
    f"{CASE}/do/{{move}}/make": "that page again",
}
"""Answers that are no page to look at, and why."""
