"""Small charts that need no colour: # for the amount, . for the rest of the largest."""

WIDTH = 20


def bar(amount: int, largest: int, width: int = WIDTH) -> str:
    """Return a bar of `width` characters; nothing for amounts of zero or below, or where all are."""
    if largest <= 0:
        return ""
    filled = max(0, min(width, (2 * width * amount + largest) // (2 * largest)))
    return "#" * filled + "." * (width - filled)
