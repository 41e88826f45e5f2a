"""`python -m cli` is `tingshu`."""

from cli import main

main()
