"""Answers as scripts read them: one dataclass per JSON object of the command-line contract."""
