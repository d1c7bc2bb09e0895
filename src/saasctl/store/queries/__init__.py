"""SQL text and rows by noun, on the plain connection."""
