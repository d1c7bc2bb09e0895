"""The tables of the first revision, frozen: later revisions change them."""
