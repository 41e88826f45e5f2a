"""Whole cases, told step by step from readable files, on the embedded engine."""

import sys

NEEDS_DEV = (
    "演示需要开发依赖（邮件服务器 aiosmtpd）：请用 make demo，或先运行 uv sync。\n"
    "The demo needs the development dependencies (its mail server): use make demo, or run uv sync first."
)


def main() -> int:
    """Run the demo and return its exit code."""
    try:
        from demo.run import main as run  # what only reads stories need not load it all
    except ModuleNotFoundError as error:
        if error.name != "aiosmtpd":
            raise
        print(NEEDS_DEV, file=sys.stderr)
        return 1
    return run()
