"""What a booking that is cancelled, or not used, gives back (D-25: the conditions are the operator's)."""

from datetime import datetime, timedelta
from decimal import Decimal

from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited


def share_back(terms: Terms, starts_at: datetime, at: datetime, *, no_show: bool) -> Cited[Decimal]:
    """Return the percentage of a booking's credits given back when it is cancelled at an instant.

    In time is up to the last instant of the length before its start, that instant included. Raises
    BlankTerm (exit 7) where the operator has not answered.
    """
    if no_show:
        return terms.decimal("booking.no_show_refund")
    until = terms.need("booking.cancel.until").value
    length, unit = (int(str(until[0])), str(until[1])) if isinstance(until, tuple) else (0, "hours")
    before = timedelta(days=length) if unit == "days" else timedelta(hours=length)
    in_time = at <= starts_at - before
    return terms.decimal("booking.cancel.refund" if in_time else "booking.cancel.late_refund")
