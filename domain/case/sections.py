"""Sections (可改写的文字): which passages of a prepared document officers may put into their own words, kind by kind.

Named ones only, and no other: amounts, kinds of penalties, rights, days and legal basis are never an officer's to word. They
are what was notified, reviewed and decided, and the document says of them what the case says.
"""

from collections.abc import Mapping
from datetime import date

from domain.bilingual import Titled
from domain.lengths import LongText
from domain.record import Record


class Section(Titled):
    """A passage of free text in a prepared document (文书中可以改写的部分)."""

    FACTS = "facts", "事实", "facts"
    DEFENCE = "defence", "陈述申辩意见采纳情况", "what became of the party's defence"
    DISCRETION = "discretion", "裁量理由", "reasons of the discretion"
    REASONS = "reasons", "不予处罚或者不能成立的理由", "reasons why nobody is punished"


LETTER: Mapping[Section, str] = {Section.FACTS: "findings"}
NOTICE: Mapping[Section, str] = {**LETTER, Section.DISCRETION: "discretion.reasons"}
_EVERY_DECISION: Mapping[Section, str] = {**LETTER, Section.DEFENCE: "statements_answered"}
PENALTY: Mapping[Section, str] = {**_EVERY_DECISION, Section.DISCRETION: "discretion.reasons"}
NO_PENALTY: Mapping[Section, str] = {**_EVERY_DECISION, Section.REASONS: "reasons"}
NOT_ESTABLISHED: Mapping[Section, str] = {**_EVERY_DECISION, Section.REASONS: "unproven_because"}
"""By section: the field of the content in which it stands, with the part that holds it before the point."""


class EditedSection(Record):
    """A section as an officer worded it; it stands in the place of what the case says."""

    section: Section
    text: LongText
    version: int
    """The edit of the document that it was, from 1."""
    by: str
    on: date
