"""From a question to its answer: words of the field, what the index proposes, rank, marked words, counts."""
