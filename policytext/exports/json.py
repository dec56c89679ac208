"""JSON, indented: one analysis is one object, several are an array of objects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from policytext.analysis import Analysis


def write_json(analyses: Iterable[Analysis], stream: TextIO, *, many: bool = False) -> None:
    """Write the contract's object; an array of such where there are `many`, or more or less than one."""
    objects = [analysis.to_dict() for analysis in analyses]
    alone = len(objects) == 1 and not many
    json.dump(objects[0] if alone else objects, stream, ensure_ascii=False, indent=2, allow_nan=False)
    stream.write("\n")
