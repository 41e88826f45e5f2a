"""A process that ends with us, however we end.

A killed process can tell nobody, so another one watches: a pipe from us to the watcher closes when we are gone. This is
portable, unlike a death signal of the kernel, and does not depend on the thread that started the process.
"""

import asyncio
import contextlib
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import IO

_BEGIN = 'read -r _ && exec "$@" </dev/null'
"""Becomes the command, under the same process id, once a line says that somebody watches; ends if none comes."""
_WATCH = """
read -r _
kill -TERM "$1" 2>/dev/null
left=$2
while kill -0 "$1" 2>/dev/null; do
    [ "$left" -gt 0 ] || { kill -KILL "$1"; exit; }
    left=$((left - 1))
    sleep 1
done
"""
"""Waits for the end of its input, which comes when whoever holds the other end is gone."""


class Watcher:
    """Starts one process at a time and has it ended when we are gone, by force after `patience` seconds."""

    def __init__(self, *, patience: int) -> None:
        self._patience = patience
        self._process: Process | None = None
        self._lifeline: int | None = None

    async def start(self, command: Sequence[str], *, output: IO[bytes], keep: Sequence[int] = ()) -> Process:
        """Start a process in a session of its own, which keeps these file descriptors.

        There is no instant in which it runs unwatched: it waits for our word before it becomes the command.
        """
        await self.leave()
        process = await asyncio.create_subprocess_exec(
            *("sh", "-c", _BEGIN, "sh", *command),
            stdin=PIPE,
            stdout=output,
            stderr=output,
            pass_fds=keep,
            start_new_session=True,
        )
        assert process.stdin is not None
        try:
            await self._watch(process.pid)
            process.stdin.write(b"\n")
        finally:
            process.stdin.close()
        return process

    async def leave(self) -> None:
        """End the watcher before its pipe closes: the watched number may be another process's by then."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    async def _watch(self, watched: int) -> None:
        end, self._lifeline = os.pipe()
        try:
            # No output of ours: whoever reads that to its end must not wait for the watcher.
            self._process = await asyncio.create_subprocess_exec(
                *("sh", "-c", _WATCH, "sh", str(watched), str(self._patience)),
                stdin=end,
                stdout=DEVNULL,
                stderr=DEVNULL,
                start_new_session=True,
            )
        finally:
            os.close(end)
