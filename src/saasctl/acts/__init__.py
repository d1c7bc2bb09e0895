"""Steps inside an open transaction, shared by operations."""
