"""`python -m httpstatus_codemod`."""

import sys

from .cli import main

if __name__ == "__main__":  # LibCST's tool imports every module to see what it holds
    sys.exit(main())
