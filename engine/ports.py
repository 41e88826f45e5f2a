"""Free ports on the loopback interface."""

import random
import socket

_BELOW_EPHEMERAL = range(20_000, 32_000)
"""Below the range from which the system draws source ports: a server that is started again on its old port
must not find it taken by an outgoing connection."""


def free_ports(count: int) -> list[int]:
    """Return so many different ports of 127.0.0.1 on which nobody listens now."""
    found: list[int] = []
    for port in random.sample(_BELOW_EPHEMERAL, len(_BELOW_EPHEMERAL)):
        if _is_free(port):
            found.append(port)
        if len(found) == count:
            return found
    raise OSError("no free port on 127.0.0.1")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
