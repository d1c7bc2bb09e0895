"""The words of the domain: frozen values without input or output."""
