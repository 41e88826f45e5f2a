"""The tables of the screen: who has signed in there, and which forms are begun. No part of any case; rows come and go."""

from sqlalchemy import Column, Index, Integer, String, Table

from register.sealing import Sealed
from register.tables import Code, Instant, Sha256, metadata

__all__ = ["form_drafts", "metadata", "sign_ins"]

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_sha256", Sha256, primary_key=True),
    Column("person", Code, nullable=False),
    Column("secret", Code, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(None, "seen_at"),
)

form_drafts = Table(
    "form_drafts",
    metadata,
    Column("person", Code, primary_key=True),
    Column("agency", Code, primary_key=True),  # empty, like the number, where no case is open yet
    Column("number", String(40), primary_key=True),
    Column("move", Code, primary_key=True),
    Column("party", Integer, primary_key=True, autoincrement=False),  # 0 where it is none party's
    Column("body", Sealed, nullable=False),
    Column("names", Sealed, nullable=False),
    Column("key", Code, nullable=False),
    Column("position", Integer, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
