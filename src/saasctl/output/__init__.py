"""What a terminal or a script is given: tables, plain text, JSON, CSV."""
