"""An analysis as rows and compressed bytes, and back: nothing of it is lost, nothing is kept twice."""
