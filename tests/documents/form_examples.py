"""Forms that people sign, each from the first moment of a story at which there is something to be written on it."""

from demo.story import load
from documents.content import Content
from documents.forms import compose
from documents.kinds import number_word
from domain.case.case import Case
from domain.procedure.paper_forms import PaperForm, about
from tests.procedure.playing import EXAMPLES, Play

HEARING = {
    PaperForm.HEARING_ANNOUNCEMENT,
    PaperForm.HEARING_RECORD,
    PaperForm.HEARING_END_RECORD,
    PaperForm.HEARING_REPORT,
}
ANNOUNCED = {PaperForm.ANNOUNCEMENT_ACCOUNT}

Moments = dict[PaperForm, tuple[Case, int | None]]


def at_first() -> Moments:
    """Return for each form the case, and for whom it is printed."""
    standard = _moments("standard.json", set(PaperForm) - HEARING - ANNOUNCED, "close_case")
    announced = _moments("two_parties.json", ANNOUNCED, "notify_hearing")
    return standard | announced | _moments("late_hearing.json", HEARING, "report_hearing")


def _moments(story: str, wanted: set[PaperForm], until: str) -> Moments:
    played, found = Play(), Moments()
    for step in load(EXAMPLES / story).steps:
        for form in wanted - found.keys() if played.case.opened else ():
            ready = [party for party, is_ready in about(played.case, form) if is_ready]
            found |= {form: (_with_words(played.case), ready[0])} if ready else {}
        if step.move == until:
            break
        played.do(step.at, step.by, step.move, **step.body)
    return found


def _with_words(case: Case) -> Case:
    """Number the documents as an office does: its own word, that of the kind, then the year and the serial."""
    said = case.identity.agency.word
    documents = tuple(
        one.model_copy(update={"number": f"{said}{number_word(one.kind, case.rulebook)}{one.number}"})
        if one.number
        else one
        for one in case.documents.all
    )
    return case.model_copy(update={"documents": case.documents.model_copy(update={"all": documents})})


def form_examples() -> list[Content]:
    """Return the content of every form, as `examples/documents` shows it."""
    return [compose(case, form, party) for form, (case, party) in sorted(at_first().items())]
