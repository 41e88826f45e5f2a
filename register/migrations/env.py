"""Alembic's entry: runs on the connection and in the transaction that `register.migrating` hands in."""

from typing import Any, Literal

from alembic import context

from register.proof_tables import metadata
from register.quarantine import file_dangers, file_releases
from register.screen_tables import form_drafts, sign_ins
from register.sealing import Sealed
from register.tables import Instant

__all__ = [
    "file_dangers",
    "file_releases",
    "form_drafts",
    "sign_ins",
]  # of the same metadata, once they are loaded

_OURS = {Instant: "sa.DateTime(timezone=True)", Sealed: "sa.Text()"}


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own types as what they are in the database: an old migration must not need our code."""
    return _OURS.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    # The transaction is open already: on both databases a migration that fails leaves nothing behind.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
