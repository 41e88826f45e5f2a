"""What can be wrong with the engine, as sentences that name the cure.

EngineError
├── EngineUnavailable   no server can be had, or none answers
├── DataInUse           another process runs the engine of this data folder
└── WrongServer         the data folder belongs to another kind of server
"""


class EngineError(Exception):
    """The engine cannot do what was asked; the message says what would cure it."""


class EngineUnavailable(EngineError):
    """No Temporal server can be had, or the one that was named does not answer."""


class DataInUse(EngineError):
    """Another living process runs the engine of this data folder."""


class WrongServer(EngineError):
    """The data folder was written by another kind of server than the one found now."""
