"""Reference rates: list them, and add what the tables do not hold yet."""

import re
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.rates import rates_of
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.terms.law.rates import RATE_KINDS, Rate, RateKind, Rates, half_period, packaged_rates
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.money import format_percent
from saasctl.values.views.terms import RATE_COLUMNS, RateView

PUT = """
INSERT INTO reference_rate (kind, from_on, percent, source) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, from_on) DO UPDATE SET percent = excluded.percent, source = excluded.source
"""


def list_rates(store: Store | None) -> Listing:
    """Return the reference rates known, packaged and added, by kind and day."""
    rates = packaged_rates()
    if store is not None:
        with store.reading() as tx:
            rates = rates_of(tx)
    rows = [
        (rate.kind, rate.from_on, rate.half, format_percent(rate.percent), rate.source, rate.added)
        for rate in rates.known
    ]
    return Listing("saasctl.rate.list/1", RATE_COLUMNS, rows)


def add_rate(store: Store, rate: Rate, act: Act, *, replacing: bool) -> Written:
    """Add a reference rate from its source; the same again changes nothing.

    Raises RateExists (exit 6) for another percentage, unless `replacing`; the record of acts keeps
    what was replaced.
    """
    with store.transaction(act) as tx:
        held = rates_of(tx)
        old = _same_day(held, rate.kind, rate.from_on)
        held.with_added([rate], replacing=replacing)
        unchanged = old is not None and old.percent == rate.percent
        if not unchanged:
            percent = format(rate.percent, "f")
            tx.run(PUT, (rate.kind, rate.from_on.isoformat(), percent, rate.source))
            facts: dict[str, object] = {"kind": rate.kind, "from": rate.from_on, "percent": percent}
            before = format_percent(old.percent) if old else None
            record_audit(tx, None, "rate.added", facts | {"source": rate.source, "before": before})
            tx.tell(f"{rate.kind} from {rate.from_on}: {before or 'none'} -> {percent} %")
    shown = format_percent(rate.percent)
    view = RateView(rate.kind, rate.from_on.isoformat(), rate.half, shown, rate.source, added=True)
    told = f"{rate.kind} from {rate.from_on} is {shown} %"
    return Written(view, (f"{rate.kind} {rate.half}",), f"{told} already" if unchanged else told)


def _same_day(rates: Rates, kind: RateKind, day: date) -> Rate | None:
    return next((rate for rate in rates.of(kind) if rate.from_on == day), None)


def read_rate(kind: str, half: str | None, from_on: str | None, percent: str, source: str) -> Rate:
    """Return the row that a command's words describe; ValueMalformed (exit 2) where they are off."""
    kinds: dict[str, RateKind] = {known: known for known in RATE_KINDS}
    if kind not in kinds:
        raise ValueMalformed("the rate", kind, f"one of {', '.join(RATE_KINDS)}")
    if not re.fullmatch(r"-?\d{1,2}(\.\d{1,4})?", percent, re.ASCII):
        raise ValueMalformed("--percent", percent, "a percentage with a point, as 2.50")
    return Rate(kinds[kind], _first_day(kind, half, from_on), Decimal(percent), source, added=True)


def _first_day(kind: str, half: str | None, from_on: str | None) -> date:
    if kind == "legal-interest":
        if half is None or not re.fullmatch(r"\d{4}-S[12]", half, re.ASCII):
            raise ValueMalformed("--half", half or "", "a half-year, as 2027-S1")
        return half_period(half).start
    try:
        return date.fromisoformat(from_on or "")
    except ValueError:
        raise ValueMalformed("--from", from_on or "", "the first day of the rate, as 2027-01-01") from None
