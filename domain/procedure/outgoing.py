"""What leaves a case (外发): to which receiver, and how a mail reads."""

from enum import StrEnum

from domain.record import Record


class Receiver(StrEnum):
    PLATFORM = "platform"
    """The supervision platform (执法监督平台)."""
    MAIL = "mail"
    """A person's mail box."""
    DOSSIER = "dossier"
    """The bindery (装订) of this installation, which seals the dossier of a closed case."""


class Mail(Record):
    """What a mail says; its address is looked up when it leaves."""

    subject: str
    text: str


class Digest(Mail):
    """One mail a person and day, of what is overdue or due soon."""

    person: str
