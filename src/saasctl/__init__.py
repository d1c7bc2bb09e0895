"""saasctl: a SaaS vendor's contract desk on the command line."""

__version__ = "0.1.0"
