"""Messages by mail. The Message-ID is made of what the message is about, so that a repeat is recognisable."""

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

import aiosmtplib

from activities.delivering import NotDelivered, Unreachable, Waiting
from domain.procedure.outgoing import Mail
from domain.record import Record


class MailServer(Record):
    """Where mail is handed in."""

    host: str
    port: int = 25
    username: str = ""
    password: str = ""
    start_tls: bool | None = None
    """`None`: when the server offers it."""
    sender: str = "tingshu@localhost"
    timeout_seconds: float = 20

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of an outbox row: of the case, fact, position and person in its key.

    >>> message_id("mail/JX/2026-1/7/0/p1", "tingshu.example")
    '<tingshu.JX.2026-1.7.0.p1@tingshu.example>'
    """
    parts = key.removeprefix("mail/").split("/")
    return f"<tingshu.{'.'.join(quote(part, safe='') for part in parts)}@{domain}>"


class MailSender:
    def __init__(self, server: MailServer, address_of: Callable[[str], str]) -> None:
        """`address_of` finds a person's mail address when the message leaves, not when it was written."""
        self._server = server
        self._address_of = address_of

    async def send(self, row: Waiting) -> None:
        address = self._address_of(row.person)
        if not address:
            raise NotDelivered("没有邮箱地址 · the person has no mail address: add it to the directory")
        try:
            await aiosmtplib.send(
                self._message(row, address),
                hostname=self._server.host,
                port=self._server.port,
                username=self._server.username or None,
                password=self._server.password or None,
                start_tls=self._server.start_tls,
                timeout=self._server.timeout_seconds,
            )
        except (aiosmtplib.SMTPConnectError, aiosmtplib.SMTPServerDisconnected, OSError) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        except aiosmtplib.SMTPException as error:
            raise NotDelivered(f"{type(error).__name__}: {error}") from error

    def _message(self, row: Waiting, address: str) -> EmailMessage:
        mail = Mail.model_validate_json(row.body)
        message = EmailMessage(policy=SMTP)
        message["From"] = self._server.sender
        message["To"] = address
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(row.created_at)
        message["Message-ID"] = message_id(row.key, self._server.domain)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        return message
