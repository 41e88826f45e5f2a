"""The wording of an installation (TINGSHU_TEMPLATES): checked before anything starts with it."""

from pathlib import Path

from desk.errors import Fault, Malformed
from documents.asking import Fault as InTemplate
from documents.editions import RELEASE, Templates, own_words
from documents.linting import lint
from installation.document_examples import DocumentExamples
from settings import Settings


def faults_of(folder: Path) -> tuple[InTemplate, ...]:
    """Return what is wrong with the templates of a folder."""
    return lint(folder, DocumentExamples())


def templates_of(settings: Settings) -> Templates:
    """Return the templates that this installation has now.

    Raises:
        Malformed: An agency's own have faults; each is named by file and line.
    """
    folder = settings.templates
    if folder is None:
        return RELEASE
    if found := faults_of(folder):
        raise Malformed(*(Fault(place_of(folder, one), one.why, one.cure) for one in found))
    return Templates(own_words(folder))


def place_of(folder: Path, fault: InTemplate) -> str:
    """Return where a fault is, as editors and compilers write it: `folder/penalty_notice.jinja:12`."""
    path = str(folder / fault.file) if fault.file != str(folder) else fault.file
    return f"{path}:{fault.line}" if fault.line else path
