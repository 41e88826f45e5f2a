"""The kinds of documents: one file a family, one entry a kind."""

from documents.content import Content
from documents.editing import with_edits
from documents.excerpts import title_of
from documents.kinds import (
    correcting,
    decisions,
    departing,
    discussion,
    hearing,
    judiciary,
    mending,
    new_evidence,
    notices,
    orders,
    oversight,
    recovering,
    reports,
    review,
    service,
)
from documents.kinds.kind import KindOfDocument
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import KINDS as RULES
from domain.case.documents import Document, DocumentKind
from domain.law.errors import BadProfile
from domain.law.rulebook import Rulebook
from domain.law.switches import Layout

FAMILIES = (
    notices,
    service,
    new_evidence,
    hearing,
    review,
    reports,
    discussion,
    decisions,
    orders,
    departing,
    judiciary,
    correcting,
    recovering,
    mending,
    oversight,
)
REPORTS = (DocumentKind.INTERVIEW_REPORT, DocumentKind.DECISION_FILING_REPORT)
"""What goes to the supervising office: a report to a superior, to any other office a letter."""
KINDS: dict[DocumentKind, KindOfDocument] = {
    entry.kind: entry for family in FAMILIES for entry in family.KINDS
}


def compose(case: Case, document: Document) -> Content:
    """Return the content of a document of this case: what the case does not know stays empty, and is a gap."""
    content = with_edits(KINDS[document.kind].compose(case, document), document)
    title = content.title or title_of(document.kind, case.rulebook)
    layout = layout_of(document.kind, case.rulebook)
    if document.kind in REPORTS and not case.identity.agency.supervising_office_superior:
        layout = Layout.LETTER
    return content.model_copy(update={"layout": layout, "title": title})


def layout_of(kind: DocumentKind, rules: Rulebook) -> Layout:
    return rules.switches.layouts.get(kind, KINDS[kind].layout)


def number_word(kind: DocumentKind, rules: Rulebook) -> str:
    """Return what follows the agency's own word (机关代字) in the number (文号).

    Raises:
        BadProfile: The profile has none for a kind that is numbered.
    """
    word = rules.switches.number_words.get(kind, "")
    if not word:
        raise BadProfile(
            Words(f"没有写明《{kind.zh}》文号中的字", f"no word for the number of the {kind.en}"),
            Words(f"请在 number_words 中填写 {kind.value}", f"give it in `number_words` as {kind.value}"),
            profile=rules.profile,
        )
    return word


def check_number_words(rules: Rulebook) -> None:
    """See that every numbered kind has its word, before a case needs it.

    Raises:
        BadProfile: One has none.
    """
    for kind, rule in RULES.items():
        if rule.numbered:
            number_word(kind, rules)
