"""Who sits before a screen, and what was typed there and not sent: no part of any case."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, select, update

from domain.case.sign_ins import FormDraft, SignIn
from register.database import Database
from register.screen_tables import form_drafts, sign_ins

FORGOTTEN = timedelta(days=30)
"""A sign-in is known for so long after it is over: whoever comes back is met as an old acquaintance."""


class SignInBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    def began(self, sign_in: SignIn) -> None:
        """Note a sign-in; those long over are removed."""
        with self._database.writing() as connection:
            old = sign_ins.c.seen_at < sign_in.began_at - FORGOTTEN
            connection.execute(delete(sign_ins).where(old))
            connection.execute(insert(sign_ins).values(**vars(sign_in)))

    def of(self, token_sha256: str) -> SignIn | None:
        with self._database.reading() as connection:
            statement = select(sign_ins).where(sign_ins.c.token_sha256 == token_sha256)
            row = connection.execute(statement).mappings().one_or_none()
        return SignIn(**row) if row else None

    def seen(self, token_sha256: str, at: datetime) -> None:
        self._note(token_sha256, seen_at=at)

    def ended(self, token_sha256: str, at: datetime) -> None:
        self._note(token_sha256, ended_at=at)

    def _note(self, token_sha256: str, **values: datetime) -> None:
        with self._database.writing() as connection:
            statement = update(sign_ins).where(sign_ins.c.token_sha256 == token_sha256)
            connection.execute(statement.values(**values))


class FormDraftBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: FormDraft) -> None:
        """Keep what was typed, in the place of what was kept of this form before."""
        row = {**vars(draft), "body": _written(draft.body), "names": _written(draft.names)}
        with self._database.writing() as connection:
            connection.execute(delete(form_drafts).where(*_same(draft)))
            connection.execute(insert(form_drafts).values(**row))

    def of(self, person: str, agency: str, number: str, move: str, party: int) -> FormDraft | None:
        which = (person, agency, number, move, party)
        with self._database.reading() as connection:
            row = connection.execute(select(form_drafts).where(*_which(*which))).mappings().one_or_none()
        return _read(dict(row)) if row else None

    def all_of(self, person: str) -> list[FormDraft]:
        """Return what a person has begun, the newest first."""
        statement = select(form_drafts).where(form_drafts.c.person == person)
        with self._database.reading() as connection:
            rows = connection.execute(statement.order_by(form_drafts.c.saved_at.desc())).mappings().all()
        return [_read(dict(row)) for row in rows]

    def drop(self, draft: FormDraft) -> None:
        """Forget a form that was sent or given up."""
        with self._database.writing() as connection:
            connection.execute(delete(form_drafts).where(*_same(draft)))


def _written(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _read(row: dict[str, object]) -> FormDraft:
    return FormDraft(**{**row, "body": json.loads(str(row["body"])), "names": json.loads(str(row["names"]))})


def _same(draft: FormDraft) -> tuple[ColumnElement[bool], ...]:
    return _which(draft.person, draft.agency, draft.number, draft.move, draft.party)


def _which(person: str, agency: str, number: str, move: str, party: int) -> tuple[ColumnElement[bool], ...]:
    c = form_drafts.c
    return c.person == person, c.agency == agency, c.number == number, c.move == move, c.party == party
