"""`python -m flake8_httpstatus`: the code table in the terminal."""

import sys

from .code_table import main

if __name__ == "__main__":
    sys.exit(main())
