"""Every parameter a profile may carry, by area."""
