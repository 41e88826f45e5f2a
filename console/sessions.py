"""Sessions (登录状态): who sits before the browser, until when, and that a form comes from a page of ours."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from desk.directory import Directory
from desk.ports import SignIns
from domain.case.people import Person
from domain.case.sign_ins import SignIn

COOKIE = "tingshu"
PATH = "/console"
_NOTED = timedelta(minutes=1)
"""So long a page may go unnoted: not each look at a page is a write."""


class Sessions:
    def __init__(self, book: SignIns, directory: Directory, now: Callable[[], datetime]) -> None:
        self._book = book
        self._directory = directory
        self._now = now

    def begin(self, person: Person) -> str:
        """Sign a person in; return what the browser keeps."""
        token, at = secrets.token_urlsafe(32), self._now()
        self._book.began(SignIn(_hashed(token), person.id, secrets.token_urlsafe(32), at, at))
        return token

    def known(self, token: str | None) -> SignIn | None:
        """Return the sign-in of a browser, also one that is over."""
        return self._book.of(_hashed(token)) if token else None

    def person(self, sign_in: SignIn) -> Person | None:
        """Return who is signed in, with the roles of today; nobody where it is over."""
        at = self._now()
        if sign_in.is_over(at):
            return None
        if at - sign_in.seen_at > _NOTED:
            self._book.seen(sign_in.token_sha256, at)
        known = self._directory.person(sign_in.person)
        return known.as_of(at.date()) if known else None

    def holds(self, token: str | None) -> bool:
        """Whether somebody is still signed in; to ask so is no sign of life."""
        sign_in = self.known(token)
        return sign_in is not None and not sign_in.is_over(self._now())

    def end(self, sign_in: SignIn) -> None:
        self._book.ended(sign_in.token_sha256, self._now())


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(sign_in: SignIn) -> str:
    """Return what a form of this sign-in carries. Another one each time: a compressed page gives none of it away."""
    once = secrets.token_urlsafe(12)
    return f"{once}.{_proof(sign_in, once)}"


def is_of(sign_in: SignIn, token: str) -> bool:
    """Whether a form comes from a page that this sign-in was shown."""
    once, _, proof = token.partition(".")
    return bool(once) and hmac.compare_digest(proof, _proof(sign_in, once))


def _proof(sign_in: SignIn, once: str) -> str:
    return hmac.new(sign_in.secret.encode(), once.encode(), hashlib.sha256).hexdigest()
