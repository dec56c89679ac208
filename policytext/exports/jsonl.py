"""JSON lines: one object a line, written as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from policytext.analysis import Analysis


def write_jsonl(analyses: Iterable[Analysis], stream: TextIO) -> None:
    """Write each analysis as one line."""
    for analysis in analyses:
        stream.write(json.dumps(analysis.to_dict(), ensure_ascii=False, allow_nan=False) + "\n")
