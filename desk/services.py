"""The whole desk (受理窗口): what API and command line work with, as the composition root hands it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from desk.access_log import AccessLog
from desk.ahead import Lacking
from desk.comparing import Comparing
from desk.desk import Desk
from desk.dossiers import Dossiers
from desk.drafting import Drafting
from desk.identities import Identities
from desk.intake import Intake
from desk.ofd_copies import OfdCopies
from desk.operations import Operations
from desk.paper_forms import PaperForms
from desk.ports import FormDrafts, SignIns
from desk.print_batches import PrintBatches
from desk.printouts import Printouts
from desk.proving import Proving
from desk.public_papers import PublicPapers
from desk.reading import Reading
from desk.uploading import Uploads
from domain.case.documents import DocumentKind
from domain.law.rulebook import Rulebook

if TYPE_CHECKING:
    # What is rehearsed is loaded when somebody rehearses.
    from desk.rehearsing.results import RehearsalResult


@dataclass(frozen=True)
class Services:
    desk: Desk
    reading: Reading
    proving: Proving
    drafting: Drafting
    uploads: Uploads
    dossiers: Dossiers
    forms: PaperForms
    printouts: Printouts
    print_batches: PrintBatches
    public_papers: PublicPapers
    ofd_copies: OfdCopies
    comparing: Comparing
    intake: Intake
    log: AccessLog
    operations: Operations
    identities: Identities
    sign_ins: SignIns
    form_drafts: FormDrafts
    rehearse: "Callable[[bytes, Callable[[int, int], None]], RehearsalResult]"
    """Runs a case on paper; told after each step how many of how many are made."""
    rules: Callable[[str], Rulebook]
    """The rules of a profile, as this installation has them now."""
    lacking: Lacking
    """What a document that is only about to be made will lack."""
    stoppable: Callable[[Rulebook, date], Mapping[DocumentKind, tuple[str, ...]]]
    """Which documents cannot be made under these rules before a lawyer has answered, and for which of them."""
    plans: Callable[[], Mapping[str, str]]
    """Examples of rehearsals, as they are written, by name."""
    examples: Mapping[str, dict[str, Any]]
    """One example body a move."""
    away: tuple[type[Exception], ...] = ()
    """What is raised when the register or the document store cannot be reached."""
    opens_at: Callable[[], datetime | None] = lambda: None
    """The civil time at which cases are opened, where it is not now."""
    closing: Event = field(default_factory=Event)
    """Set when the process is about to end: what would listen for long comes to its end then."""
    clocks_may_be_set: bool = False
    """Whether `X-Tingshu-Clock` is heeded: demo and tests only."""
    version: str = ""
