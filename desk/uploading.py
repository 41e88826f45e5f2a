"""Files handed in (上传): streamed into the document store, named by their SHA-256, noted with who brought them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from desk.access_log import AccessLog
from desk.errors import FILE, Fault, FileTooLarge, KeyReused, Malformed, Unknown
from desk.ports import Content, Register, Store, UploadBook
from domain.bilingual import Words
from domain.case.people import Person
from domain.case.readers import Reader
from domain.case.uploads import Upload

LIMIT = 50 * 1024 * 1024
"""Largest file taken in (50 MB)."""
EMPTY = Fault(
    "body",
    Words("文件是空的", "the file is empty"),
    Words("请在请求体 body 中发送文件的内容", "send the bytes of the file as the body"),
)
PDF = "application/pdf"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Download:
    name: str
    media_type: str
    content: Content
    """To be closed by whoever reads it."""


class Uploads:
    def __init__(
        self,
        store: Store,
        book: UploadBook,
        register: Register,
        log: AccessLog,
        *,
        key_reused: type[Exception],
        now: Callable[[], datetime],
        limit: int = LIMIT,
    ) -> None:
        """`key_reused` is what the book raises when a key comes with another file."""
        self._store = store
        self._book = book
        self._register = register
        self._log = log
        self._key_reused = key_reused
        self._now = now
        self._limit = limit

    async def receive(
        self, by: Person, chunks: AsyncIterator[bytes], *, name: str, media_type: str, key: str | None
    ) -> Upload:
        """Store a stream and note it; a repeated key with the same file returns the first note.

        Raises:
            FileTooLarge, DiskFull: Nothing is kept.
            KeyReused: The key came with another file before.
        """
        with self._store.receiving() as incoming:
            size = 0
            async for chunk in chunks:
                size += len(chunk)
                if size > self._limit:
                    raise FileTooLarge(self._limit)
                incoming.write(chunk)
            if not size:
                raise Malformed(EMPTY)
            sha256 = await asyncio.to_thread(incoming.keep)
        upload = Upload(by.agency, sha256, name, size, media_type, by.id, self._now())
        try:
            return await asyncio.to_thread(self._book.uploaded, upload, key)
        except self._key_reused as error:
            raise KeyReused from error

    async def fetch(self, by: Person, sha256: str, request: str = "") -> Download:
        """Return a file that a case names which the person may read, or that the person's own agency brought.

        Raises:
            Unknown: There is no such file, or it is not this person's to read.
            FileMissing, FileDamaged: The document store has lost it, or has other bytes.
        """
        found = await asyncio.to_thread(self._fetch, by, sha256)
        self._log.note(by.id, by.agency, "", f"file {sha256}", request)
        return found

    def _fetch(self, by: Person, sha256: str) -> Download:
        if not self._register.may_read_file(Reader.of(by), sha256):
            raise Unknown(FILE)
        note, content = self._book.upload_of(Reader.of(by), sha256), self._store.open(sha256)
        if note:
            return Download(note.name, note.media_type, content)
        # What nobody uploaded: long texts of cases, then final documents and previews.
        if self._register.is_text(Reader.of(by), sha256):
            return Download(f"{sha256[:12]}.txt", TEXT, content)
        return Download(f"{sha256[:12]}.pdf", PDF, content)
