"""The tables by which the record is proven: the chain of the access log, and the daily checkpoints. Append only."""

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

from register.tables import Code, Instant, Sha256, metadata

__all__ = ["access_links", "checkpoint_heads", "checkpoints", "metadata"]

access_links = Table(
    "access_links",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("last_id", Integer, nullable=False),  # of the access log: all up to it are chained
    Column("body", Text, nullable=False),  # the very text that was hashed: ids and hashes of the rows
    Column("head", Sha256, nullable=False),
)
"""A link of the access log's chain for each batch in which it was written."""

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("on", Date, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("cases", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("reads_place", Integer, nullable=False),
    Column("reads_head", Sha256, nullable=False),
    Column("root", Sha256, nullable=False),
    Column("previous", Sha256, nullable=False),
    Column("head", Sha256, nullable=False),
    UniqueConstraint("on"),
)

checkpoint_heads = Table(
    "checkpoint_heads",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("agency", Code, primary_key=True),
    Column("number", String(40), primary_key=True),
    Column("seq", Integer, nullable=False),  # 0: the case was not there any more
    Column("head", Sha256, nullable=False),
)
"""What a checkpoint says otherwise than the one before: all of them together are the list of the last."""
