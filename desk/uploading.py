"""Files handed in (上传): streamed into the document store, named by their SHA-256, noted with who brought them.

What a file is, its bytes say; a sender's or a name's word that contradicts them is refused.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.access_log import AccessLog
from desk.errors import FILE, Fault, FileTooLarge, KeptApart, KeyReused, Malformed, NotToRelease, Unknown
from desk.inspecting import inspected
from desk.ports import Content, Incoming, Quarantine, Register, Store, UploadBook
from desk.sniffing import KEPT, Ends, charset, sniffed
from domain.bilingual import Words, listed
from domain.case.dangers import Danger, Release, words_of
from domain.case.file_names import composed, doubt
from domain.case.file_types import OCTETS, OLE, PLAIN, ZIP, FileType, Handling, of_media_type
from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.case.uploads import Upload

LIMIT = 50 * 1024 * 1024
"""Largest file taken in (50 MB)."""
EMPTY = Fault(
    "body",
    Words("文件是空的", "the file is empty"),
    Words("请在请求体 body 中发送文件的内容", "send the bytes of the file as the body"),
)
NOT_A_MEDIA_TYPE = Fault(
    "Content-Type",
    Words("不是媒体类型", "it is no media type"),
    Words(
        "请在 Content-Type 中填写文件的媒体类型，例如 application/pdf，或者填写 application/octet-stream",
        "give the media type of the file in Content-Type, such as application/pdf, or application/octet-stream",
    ),
)
A_FORM = Fault(
    "Content-Type",
    Words("请求体是表单，不是文件本身", "the body is a form, and not the file itself"),
    Words(
        "请在请求体 body 中直接发送文件的内容，Content-Type 填写文件的媒体类型",
        "send the bytes of the file themselves as the body, and its media type as Content-Type",
    ),
)
NO_REASON = Fault(
    "reason",
    Words("没有写明理由", "no reason is given"),
    Words("请写明如何查验、为何可以打开", "say how it was looked at, and why it may be opened"),
)
LONGEST_REASON = 500
RELEASES = frozenset({Role.OFFICER, Role.HEAD})
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")


MOST_ENDINGS = 5
NO_ENDING = Words("不用扩展名", "in nothing of the kind")


def _refused(dangers: Iterable[Danger]) -> Fault:
    return Fault(
        "body",
        Words("不收此种文件：{dangers}", "files of this kind are not taken: {dangers}").filled(
            dangers=words_of(danger for danger in dangers if danger.refused)
        ),
        Words(
            "请改交截图、录屏或者文字说明；程序本身是证据的，请打成 ZIP 上传，将隔离保管",
            "hand in pictures of it or a description; a programme that is itself evidence goes into a ZIP, "
            "which is kept apart",
        ),
    )


def _other_type(kind: FileType) -> Fault:
    return Fault(
        "Content-Type",
        Words(
            "与文件内容不符，文件内容是 {kind}", "the bytes of the file are {kind}, which is another type"
        ).filled(kind=kind.media_type),
        Words(
            "请核对所发送的文件，Content-Type 填写 {kind} 或者 application/octet-stream",
            "check which file was sent, and give {kind} or application/octet-stream as Content-Type",
        ).filled(kind=kind.media_type),
    )


def _other_ending(kind: FileType) -> Fault:
    fitting = [f".{ending}" for ending in kind.extensions[:MOST_ENDINGS]]
    endings = listed(fitting) if fitting else NO_ENDING
    return Fault(
        "name",
        Words(
            "文件名的扩展名与文件内容不符，文件内容是 {kind}",
            "the name ends as files of another type do: the bytes are {kind}",
        ).filled(kind=kind.media_type),
        Words(
            "请核对所发送的文件，或者换用相符的扩展名（接口在 name 中填写，命令行先改文件名）：{endings}",
            "check which file was sent, or let its name (`name` over HTTP) end in what goes with it: {endings}",
        ).filled(endings=endings),
    )


@dataclass(frozen=True)
class Download:
    name: str
    media_type: str
    content: Content
    """To be closed by whoever reads it."""
    shown: bool = False
    """Whether a browser may show it in its window; what it may not is saved."""


class Uploads:
    def __init__(
        self,
        store: Store,
        book: UploadBook,
        register: Register,
        log: AccessLog,
        quarantine: Quarantine,
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
        self._quarantine = quarantine
        self._key_reused = key_reused
        self._now = now
        self._limit = limit

    async def receive(
        self, by: Person, chunks: AsyncIterator[bytes], *, name: str, media_type: str, key: str | None
    ) -> Upload:
        """Store a stream and note it; a repeated key with the same file returns the first note.

        `media_type` is what its sender declares, and nothing where that is nothing.

        Raises:
            FileTooLarge, DiskFull: Nothing is kept.
            Malformed: It is empty, its name could not be shown or saved, name or declared type contradict its bytes, or
                it is a programme.
            KeyReused: The key came with another file before.
        """
        name, declared = composed(name), media_type.partition(";")[0].strip().lower()
        _check_words(name, declared)
        ends, size = Ends(), 0
        with self._store.receiving() as incoming:
            async for chunk in chunks:
                size += len(chunk)
                if size > self._limit:
                    raise FileTooLarge(self._limit)
                ends.see(chunk)
                incoming.write(chunk)
            if not size:
                raise Malformed(EMPTY)
            kind = sniffed(ends.head, ends.tail)
            _check_kind(kind, name, declared)
            dangers = await asyncio.to_thread(_looked_through, incoming, kind, ends)
            sha256 = await asyncio.to_thread(self._keep, incoming, dangers)
        upload = Upload(by.agency, sha256, name, size, kind.media_type, by.id, self._now())
        try:
            return await asyncio.to_thread(self._book.uploaded, upload, key)
        except self._key_reused as error:
            raise KeyReused from error

    async def kept_apart(self, by: Person, sha256: str) -> Sequence[Danger]:
        """Return why a file is not handed to this person for now; nothing where it is."""
        return await asyncio.to_thread(self._kept_apart, Reader.of(by), sha256)

    async def release(self, by: Person, sha256: str, reason: str, request: str = "") -> Release:
        """Let a file be fetched that was kept apart, by whoever may read it in or through this person's agency.

        Raises:
            Unknown: There is no such file, it is not this person's to read, or nothing keeps it apart.
            NotToRelease: The person is no officer or head of an agency, or has brought the file.
            Malformed: No reason is given.
        """
        reason = reason.strip()
        if not reason or len(reason) > LONGEST_REASON:
            raise Malformed(NO_REASON)
        release = Release(by.agency, sha256, reason, by.id, self._now())
        noted = await asyncio.to_thread(self._release, by, release)
        self._log.note(by.id, by.agency, "", f"release {sha256}", request)
        return noted

    def _release(self, by: Person, release: Release) -> Release:
        sha256 = release.sha256
        if not self._register.may_read_file(Reader.of(by), sha256) or not self._quarantine.dangers(sha256):
            raise Unknown(FILE)
        if not by.agency or not Reader.of(by).roles & RELEASES or self._quarantine.brought(sha256, by.id):
            raise NotToRelease
        return self._quarantine.release(release)

    def _kept_apart(self, reader: Reader, sha256: str) -> Sequence[Danger]:
        found = self._quarantine.dangers(sha256)
        return () if found and self._quarantine.is_released(reader, sha256) else found

    def _keep(self, incoming: Incoming, dangers: Collection[Danger]) -> str:
        """Keep a file; what is dangerous in it is noted before anybody can fetch it, and stays noted."""
        sha256 = incoming.keep()
        if dangers:
            self._quarantine.keep_apart(sha256, dangers)
        return sha256

    async def fetch(self, by: Person, sha256: str, request: str = "") -> Download:
        """Return a file that a case names which the person may read, or that the person's own agency brought.

        Raises:
            Unknown: There is no such file, or it is not this person's to read.
            KeptApart: It is dangerous, and was not released.
            FileMissing, FileDamaged: The document store has lost it, or has other bytes.
        """
        found = await asyncio.to_thread(self._fetch, by, sha256)
        self._log.note(by.id, by.agency, "", f"file {sha256}", request)
        return found

    def _fetch(self, by: Person, sha256: str) -> Download:
        if not self._register.may_read_file(Reader.of(by), sha256):
            raise Unknown(FILE)
        if dangers := self._kept_apart(Reader.of(by), sha256):
            raise KeptApart(dangers)
        note = self._book.upload_of(Reader.of(by), sha256)
        is_text = note is None and self._register.is_text(Reader.of(by), sha256)
        content = self._store.open(sha256)
        head = content.read(KEPT)
        content.again()
        return _download(sha256, note, head, content, is_text=is_text)


def _looked_through(incoming: Incoming, kind: FileType, ends: Ends) -> frozenset[Danger]:
    """Return what is dangerous in a file; a programme is refused."""
    with incoming.written() as content:
        found = inspected(content, kind, ends)
    if any(danger.refused for danger in found):
        raise Malformed(_refused(found))
    return found


def _check_words(name: str, declared: str) -> None:
    """Refuse what can be refused before a byte is read."""
    if found := doubt(name):
        raise Malformed(Fault("name", found.why, found.cure))
    if declared.startswith("multipart/"):
        raise Malformed(A_FORM)
    if declared and not _MEDIA_TYPE.fullmatch(declared):
        raise Malformed(NOT_A_MEDIA_TYPE)


def _check_kind(kind: FileType, name: str, declared: str) -> None:
    faults = [_other_type(kind)] if not kind.goes_by(declared) else []
    faults += [_other_ending(kind)] if not kind.goes_with(name) else []
    if faults:
        raise Malformed(*faults)


def _download(sha256: str, note: Upload | None, head: bytes, content: Content, *, is_text: bool) -> Download:
    """What nobody whom the reader may know has named is called by its hash; what it is, its bytes say to everybody.

    A long text of a case is one whatever it begins with.
    """
    kind = PLAIN if is_text else sniffed(head)
    if note and kind in (ZIP, OLE):
        # What is in it stands at its end, and was looked at when it came.
        kind = of_media_type(note.media_type)
    name = note.name if note and note.name else sha256[:12] + "".join(f".{e}" for e in kind.extensions[:1])
    if kind.handling is Handling.INERT:
        return Download(name, OCTETS, content)
    written = f"; charset={charset(head)}" if kind.is_text else ""
    return Download(name, kind.media_type + written, content, shown=kind.handling is Handling.SHOWN)
