"""What the archive holds in all: deadlines, sums, actors, and what is new for a kept search."""
