"""Work in processes of their own, each job with a limit of time and memory.

A job that hangs, grows or takes its process down costs itself and nothing else: its outcome is an error of one line, a
new process takes the place of the old one, and the other jobs go on.

    with Workers(count=2, limits=Limits(seconds=60)) as workers:
        for outcome in workers.run(read, paths):
            print(outcome.item, outcome.error or outcome.value)
"""

from __future__ import annotations

from policytext.workers.limits import Limits
from policytext.workers.pool import Outcome, Workers

__all__ = ["Limits", "Outcome", "Workers"]
