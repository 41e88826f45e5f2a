"""`python -m demo` is `tingshu demo`."""

import os
import sys

from demo import main

code = main()
sys.stdout.flush()
sys.stderr.flush()
# The engine's SDK has threads that can crash an interpreter that shuts down (exit code 134) after all work is done.
os._exit(code)
