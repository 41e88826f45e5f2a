"""Later chapters."""

NOT_ON_PAPER: dict[str, str] = {}
