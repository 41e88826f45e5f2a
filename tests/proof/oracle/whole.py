"""The whole oracle: everything in a file that the law does not allow."""

from tests.proof.oracle.acts import wrong_acts
from tests.proof.oracle.deciding import wrong_decisions
from tests.proof.oracle.file import CaseFile, Wrong
from tests.proof.oracle.numbers import wrong_documents


def unlawful(file: CaseFile) -> list[Wrong]:
    """Its acts, its documents, and every decision as it was made."""
    return [*wrong_acts(file), *wrong_documents(file), *wrong_decisions(file)]
