"""Days, holidays, anniversaries."""
