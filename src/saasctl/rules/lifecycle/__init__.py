"""How long a contract lasts and when notice must be given."""
