"""Lint a profile: contradictions, blanks, dead references, and what the law says."""
