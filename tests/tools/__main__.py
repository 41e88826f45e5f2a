"""`python -m tests.tools [bring [NAME …]]`."""

import sys
import time

from rich.console import Console
from rich.table import Table

from tests.tools import TOOLS
from tests.tools.tool import Tool


def shown() -> Table:
    table = Table(
        "工具 tool", "版本 version", "大小 MB", "root", "何用 what for", "在哪里 where, or the cure"
    )
    for tool in TOOLS:
        where = str(tool.found) if tool.found else f"[red]{tool.cure}[/red]"
        table.add_row(
            tool.name, tool.version, str(tool.megabytes), "是 yes" if tool.root else "", tool.why, where
        )
    return table


def bring(tool: Tool, console: Console) -> bool:
    """Bring a tool here and say how long it took; whether it is here now."""
    began = time.monotonic()
    with console.status(f"{tool.name} {tool.version} …"):
        try:
            tool.bring()
        except (OSError, RuntimeError) as error:
            console.print(f"[red]✗[/red] {tool.name}", str(error), markup=True, highlight=False)
    here = tool.find()
    if here:
        console.print(f"✓ {tool.name}: {here} ({time.monotonic() - began:.0f} s)", highlight=False)
    return here is not None


def main(arguments: list[str]) -> int:
    console = Console(highlight=False)
    if not arguments:
        console.print(shown())
        return 0
    command, *names = arguments
    if command != "bring" or set(names) - {tool.name for tool in TOOLS}:
        console.print(__doc__, f"NAME: {', '.join(tool.name for tool in TOOLS)}")
        return 2
    wanted = [tool for tool in TOOLS if not tool.found and (not names or tool.name in names)]
    return 0 if all([bring(tool, console) for tool in wanted]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
