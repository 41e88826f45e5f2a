"""The statute table (期限总表): every term of law that Tingshu knows, each figure once, beside its words.

Rows are never edited, only closed (`until`) and added: an edit in place would rewrite the past of open cases.
`quote` is the source's own text (…… marks what is left out) unless `paraphrase` is set. A row binds the profiles it
names, or every one; where several layers of a profile have a row for one key and day, the most specific one holds
(rulebook.py).
"""

from typing import Final

from domain.law.tables import after_decision, before_notice, being_heard, decision, judiciary, oversight
from domain.law.terms import Term

STATUTE: Final[tuple[Term, ...]] = (
    *before_notice.TERMS,
    *being_heard.TERMS,
    *decision.TERMS,
    *after_decision.TERMS,
    *judiciary.TERMS,
    *oversight.TERMS,
)
