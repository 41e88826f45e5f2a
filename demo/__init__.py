"""Whole cases, told step by step from readable files, on the embedded engine."""


def main() -> int:
    """Run the demo and return its exit code."""
    from demo.run import main as run  # what only reads stories need not load it all

    return run()
