"""What a case answers to a move that it does not make: raised by the workflow, read back by the desk.

Answer
├── Malformed        the request is no move that this worker can read
├── KeyReused        the same idempotency key with another body
├── StalePosition    the case is not at the position that the caller has read
├── LookAgain        the receipt of this key may have gone to the register after it was searched
├── EngineBehind     the register has entries of this case that the engine lacks
├── RulesAway        rules that the request names cannot be had
├── StandsStill      the register keeps another journal of this case, or lacks an older part: nothing is made until then
├── Barred           the law or the order of the case; all obstacles
└── NotJudged        a rule of ours failed; nothing was written

Each travels as an `ApplicationError` whose type is the name of its class. An error of another type is no answer but a
fault, and reading it fails.
"""

from typing import ClassVar, get_args

from temporalio.exceptions import ApplicationError

from domain.procedure.language import Refused
from domain.record import Record


class UnknownAnswer(RuntimeError):
    """A case answered with an error that this version does not know."""

    def __init__(self, kind: str | None) -> None:
        super().__init__(f"a case answered with an unknown error: {kind}")
        self.kind = kind


class Answer(Record):
    """One of the answers below; its fields are what the desk needs to tell the caller."""

    said: ClassVar[str]
    """For whoever reads the engine's own pages: nothing of the case."""

    def as_error(self) -> ApplicationError:
        fields = self.model_dump(mode="json")
        return ApplicationError(
            self.said, *([fields] if fields else []), type=type(self).__name__, non_retryable=True
        )


class Malformed(Answer):
    said = "the request cannot be read as a move"
    fault: str
    """The kind of error; its text may repeat what was sent."""


class KeyReused(Answer):
    said = "the key was used for another request"


class StalePosition(Answer):
    said = "the case is at another position"
    position: int


class LookAgain(Answer):
    said = "the register is to be searched for this key once more"


class EngineBehind(Answer):
    said = "the register is ahead of the case"
    position: int
    recorded: int


class RulesAway(Answer):
    said = "the rules that the request names are not here"
    sha256: str


class StandsStill(Answer):
    said = "the register keeps another journal of this case"


class Barred(Answer):
    said = "barred by the law or by the order of the case"
    refusals: tuple[Refused, ...]


class NotJudged(Answer):
    said = "the move could not be judged"
    fault: str
    """The kind of error; its text may hold what belongs to nobody else."""


AnyAnswer = (
    Malformed
    | KeyReused
    | StalePosition
    | LookAgain
    | EngineBehind
    | RulesAway
    | StandsStill
    | Barred
    | NotJudged
)
_BY_NAME: dict[str, type[AnyAnswer]] = {kind.__name__: kind for kind in get_args(AnyAnswer)}


def read(error: ApplicationError) -> AnyAnswer:
    """Return the answer that an error of the engine carries.

    Raises:
        UnknownAnswer: It carries none.
    """
    kind = _BY_NAME.get(error.type or "")
    if kind is None:
        raise UnknownAnswer(error.type) from error
    return kind.model_validate(error.details[0] if error.details else {})
