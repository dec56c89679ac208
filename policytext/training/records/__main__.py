"""`python -m policytext.training.records --gold FOLDER`: trains the shipped rankers and writes their card."""

from __future__ import annotations

import sys

from policytext.training.records.records_command import main

sys.exit(main(sys.argv[1:]))
