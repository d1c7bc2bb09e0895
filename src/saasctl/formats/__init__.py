"""Bytes to values and back: CSV, JSON lines."""
