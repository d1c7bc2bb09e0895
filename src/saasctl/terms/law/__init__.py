"""Reference rates and statutes."""
