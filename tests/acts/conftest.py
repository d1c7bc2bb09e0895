"""Fixtures of acts on customers."""

from customers import customer, selling, store

__all__ = ["customer", "selling", "store"]
