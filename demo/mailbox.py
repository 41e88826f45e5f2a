"""A real mail server that keeps every message it takes as a file, so that one can look at it afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """The messages taken, in their order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name that the SMTP server calls
        """Keep a message; it is on disk before it is answered for."""
        self._count += 1
        content = envelope.original_content or b""
        (self.folder / f"{self._count:04}.eml").write_bytes(content)
        return "250 taken"

    def message_ids(self) -> list[str]:
        """Return the Message-ID of every message taken, repeats included."""
        files = sorted(self.folder.glob("*.eml"))
        return [message_from_bytes(f.read_bytes())["Message-ID"].strip() for f in files]


@asynccontextmanager
async def mail_server(box: Mailbox) -> AsyncIterator[int]:
    """Take mail on a free port of this machine, and yield the port."""
    box.folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="demo.invalid", loop=loop), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
