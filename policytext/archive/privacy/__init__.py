"""Contact blocks covered, persons forgotten."""
