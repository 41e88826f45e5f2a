"""The configuration of an embedded server: one file, loopback only, all data in one folder.

Written as JSON, which every reader of YAML reads.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.ports import free_ports
from engine.server import Executable, Kind

DATABASE = "temporal.sqlite"
"""The file of the server itself; the `temporal` command keeps its own."""

_SERVICES = ("frontend", "history", "matching", "worker")


@dataclass(frozen=True)
class Ports:
    """The ports of one embedded server; the first one is where clients connect."""

    grpc: int
    http: int
    inner: tuple[int, ...]

    @classmethod
    def free(cls) -> "Ports":
        grpc, http, *inner = free_ports(2 * len(_SERVICES) + 1)
        return cls(grpc, http, tuple(inner))


def dynamic_settings(*, time_skipping: bool) -> dict[str, Any]:
    """Return the server's dynamic settings; time skipping is for demo and tests only."""
    settings: dict[str, Any] = {
        # SQL columns hold 255 characters; a longer id would be accepted and then fail to be stored.
        "limit.maxIDLength": 255,
        # The default of 10 a second is less than one list page with its counts.
        "frontend.namespaceRPS.visibility": 1000,
        "frontend.namespaceRPS": 20000,
        "frontend.rps": 20000,
        # A task that fails waits at most so long for its next try; by default ten minutes, though the cause is mended.
        "history.workflowTaskRetryMaxInterval": "5s",
        # A search attribute that was just added is usable at once.
        "system.forceSearchAttributesCacheRefreshOnRead": True,
    }
    if time_skipping:
        settings |= {
            "frontend.WorkflowTimeSkippingEnabled": True,
            "frontend.WorkflowTimeSkippingMaxSkipPerSession": 10000,
            # Else a run that continues as new waits a second, and a fast-forward skips over that second: the new
            # run would wake at the end of the fast-forward and find all its deadlines past.
            "history.workflowIdReuseMinimalInterval": "0s",
        }
    return settings


def command(
    executable: Executable,
    folder: Path,
    ports: Ports,
    *,
    time_skipping: bool,
    dynamic: Mapping[str, Any] = MappingProxyType({}),
) -> list[str]:
    """Write the configuration into the folder and return the command that starts the server with it.

    `dynamic` are further dynamic settings, over our own.
    """
    settings = dynamic_settings(time_skipping=time_skipping) | dict(dynamic)
    if executable.kind is Kind.CLI:
        return [str(executable.path), *_cli_arguments(folder, ports, settings)]
    file = folder / "dynamic.yaml"
    file.write_text(json.dumps({key: [{"value": value}] for key, value in settings.items()}, indent=1))
    static = folder / "server.yaml"
    static.write_text(json.dumps(_static(folder, ports, file), indent=1))
    return [str(executable.path), "--config-file", str(static), "--allow-no-auth", "start"]


def _cli_arguments(folder: Path, ports: Ports, settings: Mapping[str, Any]) -> Sequence[str]:
    arguments = ["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--log-level", "warn"]
    arguments += ["--port", str(ports.grpc), "--http-port", str(ports.http)]
    arguments += ["--db-filename", str(folder / "temporal-cli.sqlite")]
    for key, value in settings.items():
        arguments += ["--dynamic-config-value", f"{key}={json.dumps(value)}"]
    return arguments


def _static(folder: Path, ports: Ports, dynamic: Path) -> dict[str, Any]:
    membership, grpc = ports.inner[: len(_SERVICES)], (ports.grpc, *ports.inner[len(_SERVICES) :])
    services = {
        name: {"rpc": {"grpcPort": grpc[n], "membershipPort": membership[n], "bindOnLocalHost": True}}
        for n, name in enumerate(_SERVICES)
    }
    services["frontend"]["rpc"]["httpPort"] = ports.http
    return {
        "log": {"stdout": True, "level": "warn"},
        "persistence": {
            "defaultStore": "sqlite",
            "visibilityStore": "sqlite",
            "numHistoryShards": 4,
            "datastores": {"sqlite": {"sql": _sqlite(folder / DATABASE)}},
        },
        "global": {"membership": {"maxJoinDuration": "30s", "broadcastAddress": "127.0.0.1"}},
        "services": services,
        "clusterMetadata": _cluster(ports),
        "dcRedirectionPolicy": {"policy": "noop"},
        "dynamicConfigClient": {"filepath": str(dynamic), "pollInterval": "60s"},
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "pluginName": "sqlite",
        "databaseName": str(file),
        "connectAddr": "localhost",
        "connectProtocol": "tcp",
        # synchronous 2: what was answered survives a power cut as well as a kill.
        "connectAttributes": {"cache": "private", "setup": "true", "journal_mode": "wal", "synchronous": "2"},
        "maxConns": 1,
        "maxIdleConns": 1,
        "maxConnLifetime": "1h",
    }


def _cluster(ports: Ports) -> dict[str, Any]:
    return {
        "enableGlobalNamespace": False,
        "failoverVersionIncrement": 10,
        "masterClusterName": "active",
        "currentClusterName": "active",
        "clusterInformation": {
            "active": {
                "enabled": True,
                "initialFailoverVersion": 1,
                "rpcName": "frontend",
                "rpcAddress": f"127.0.0.1:{ports.grpc}",
                "httpAddress": f"127.0.0.1:{ports.http}",
            }
        },
    }
