"""Training of the shipped models and of researchers' own: one documented command each."""
