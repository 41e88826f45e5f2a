"""What an installation needs in its own database and on its own Temporal server before anything starts.

Safe to run again, and by several processes at once: what is there already is left alone.
"""

import asyncio
import os
import sys

from rich.console import Console

from desk.errors import Unavailable
from domain.case.keeping import KeepingError
from engine.connection import address_of, connect
from engine.errors import EngineError
from engine.namespace import prepare
from installation.migrating import migrate
from settings import Settings


async def prepare_installation(settings: Settings) -> None:
    """Bring the register to the newest schema, and namespace and search attributes into being.

    Raises:
        Unavailable: The register cannot be reached.
        EngineError: The Temporal server does not answer, or refuses.
    """
    await asyncio.to_thread(migrate, settings)
    client = await connect(address_of(settings.data), namespace=settings.namespace)
    await prepare(client)


def main() -> int:
    """Prepare and return the exit code of the command."""
    console = Console(stderr=True, highlight=False)
    settings = Settings()
    try:
        asyncio.run(prepare_installation(settings))
    except (EngineError, Unavailable, KeepingError) as error:
        console.print(str(error), style="red", soft_wrap=True)
        return 1
    console.print(f"登记簿和命名空间 {settings.namespace} 已就绪 · register and namespace are ready")
    return 0


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # The SDK's threads can crash an interpreter that shuts down (exit code 134) after all work is done.
    os._exit(code)
