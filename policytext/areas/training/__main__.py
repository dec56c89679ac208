"""`python -m policytext.areas.training --data DIR`: trains the shipped classifier and writes its card."""

from __future__ import annotations

import sys

from policytext.areas.training.command import main

sys.exit(main(sys.argv[1:]))
