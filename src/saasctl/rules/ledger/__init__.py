"""Double entry: what documents and payments book, pure."""
