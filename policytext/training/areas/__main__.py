"""`python -m policytext.training.areas --data DIR`: trains the shipped classifier and writes its card."""

from __future__ import annotations

import sys

from policytext.training.areas.areas_command import main

sys.exit(main(sys.argv[1:]))
