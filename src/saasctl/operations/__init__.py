"""What an operator can do: one use case, one function, one transaction."""
