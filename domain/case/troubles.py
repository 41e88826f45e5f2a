"""Troubles (故障): what the machinery could not do in this case, and a person should see."""

from domain.case.latest import Latest
from domain.record import Computing


class Troubles(Computing):
    """Shown until somebody has looked; nothing here bears on the law."""

    failures: Latest[str] = Latest()
    """Effects that need a person, in words."""
    refused_signals: Latest[str] = Latest()
