"""Who asks for a write, why, and when it takes effect."""

from datetime import date, datetime
from typing import NamedTuple


class Act(NamedTuple):
    """One request to change the store.

    `on` and `at` say when the act takes effect; None means today and now by the store's clock. The
    true time is recorded beside them. `actor` is a recorded name, not a login; `requested_by` the
    e-mail address of the customer's person who asked; `key` makes a repeated request answer with
    the first result. With `dry_run` everything is computed and rolled back.
    """

    on: date | None = None
    at: datetime | None = None
    actor: str | None = None
    requested_by: str | None = None
    reason: str | None = None
    key: str | None = None
    dry_run: bool = False
