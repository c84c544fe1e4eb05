"""`python -m httpstatus_codemod`."""

import sys

from .cli import main

sys.exit(main())
