"""Every refusal an operator can act on, by noun, with its code and exit status."""
