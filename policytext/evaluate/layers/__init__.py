"""What is scored, a module a part of the analysis: each `compare(gold, found)` yields outcomes of its layers."""
