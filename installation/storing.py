"""Where the document store (文书库) of an installation is: a folder, or S3."""

import structlog

from domain.case.keeping import StoreAway
from register.store import DocumentStore, in_bucket
from settings import S3, Settings

logger = structlog.stdlib.get_logger("installation")


def document_store(settings: Settings, limit: int | None = None) -> DocumentStore:
    """Return the store that the settings name; one in S3 is asked nothing yet.

    `limit` is the largest file in bytes, where it is not that of the settings: what the office itself makes may be larger.

    Raises:
        StoreUnusable: It is to be in S3, and the package for that or its credentials are missing.
    """
    limit = limit or settings.largest_file_bytes
    if settings.documents and settings.documents.startswith(S3):
        return in_bucket(settings.documents, settings.documents_folder, limit=limit)
    return DocumentStore(settings.documents_folder, limit=limit)


def check_store(store: DocumentStore) -> None:
    """Find at the start of a process that serves, and not in the middle of a case, that S3 lets nobody in.

    One that is away for now hinders no start: what needs it is tried again, and the rest of the work goes on.

    Raises:
        StoreUnusable: There is no such bucket, or the credentials are wrong.
    """
    try:
        store.look()
    except StoreAway as error:
        logger.warning("document store away", reason=str(error))
