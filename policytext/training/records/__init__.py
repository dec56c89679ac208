"""Training of what joins sums with their slots: `python -m policytext.training.records --gold FOLDER`."""
