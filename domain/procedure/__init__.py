"""The procedure (程序): the verbs of a case. This page is the index of its names; each stands in a room of its own.

`chapters/` has every move with its facts and clocks, one subject a file; `gates/` what the law forbids. `language` has the
words in which they are written; `judging`, `folding`, `deadlines`, `work`, `reports` and `messages` derive the rest.
"""

from domain.procedure.chapters.proposing import stated
from domain.procedure.clocks.changes import Change, Effect, changes
from domain.procedure.clocks.deadlines import Deadline, State, deadlines, due_instants, explained, rests
from domain.procedure.clocks.table import CLOCKS
from domain.procedure.folding import apply, body_of, fold, read
from domain.procedure.index import CHAPTERS, FACTS, MACHINE_MOVES, MOVES, title_of
from domain.procedure.judging import Option, available, concerned, options
from domain.procedure.messages import Message, messages
from domain.procedure.obstacles import obstacles
from domain.procedure.reports import Report, reports
from domain.procedure.stage import Stage, stage, stage_of
from domain.procedure.work import Waiting, foreseen, waiting

__all__ = [
    "CHAPTERS",
    "CLOCKS",
    "FACTS",
    "MACHINE_MOVES",
    "MOVES",
    "Change",
    "Deadline",
    "Effect",
    "Message",
    "Option",
    "Report",
    "Stage",
    "State",
    "Waiting",
    "apply",
    "available",
    "body_of",
    "changes",
    "concerned",
    "deadlines",
    "due_instants",
    "explained",
    "fold",
    "foreseen",
    "messages",
    "obstacles",
    "options",
    "read",
    "reports",
    "rests",
    "stage",
    "stage_of",
    "stated",
    "title_of",
    "waiting",
]
