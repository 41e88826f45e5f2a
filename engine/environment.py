"""What the environment says of the engine: read without loading it, since every command asks."""

import os
from pathlib import Path

_NAMES = ("TEMPORAL_ADDRESS", "TEMPORAL_PROFILE", "TEMPORAL_CONFIG_FILE")


def configured_address() -> str | None:
    """Return the address of the server that the environment names, or None.

    A profile file alone does not count: an operator's private file must not turn `make demo` against a real server.
    """
    if not any(os.environ.get(name) for name in _NAMES):
        return None
    # Loaded only where it has something to read: a quarter of a second.
    from temporalio.envconfig import ClientConfigProfile

    return ClientConfigProfile.load().address


def cache_folder() -> Path:
    """Return the folder outside the checkout in which binaries and fonts are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "tingshu"
