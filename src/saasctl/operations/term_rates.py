"""Reference rates: list them, and add what the tables do not hold yet."""

import re
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.rates import rates_of
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.store.records import write_record
from saasctl.system.clock import system_clock
from saasctl.terms.law.rates import RATE_KINDS, Rate, RateKind, Rates, half_of, half_period, packaged_rates
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.money import format_percent
from saasctl.values.views.terms import RATE_COLUMNS, RateView

LONGEST = 200
"""Characters of a source."""


def list_rates(store: Store | None) -> Listing:
    """Return the reference rates known, packaged and added, by kind and day; superseded ones are left out."""
    rates = packaged_rates()
    if store is not None:
        with store.reading() as tx:
            rates = rates_of(tx)
    rows = [
        (rate.kind, rate.from_on, rate.half, format_percent(rate.percent), rate.source, rate.added)
        for rate in rates.known
    ]
    return Listing("saasctl.rate.list/1", RATE_COLUMNS, rows)


def show_rate(store: Store | None, kind: str, as_of: date | None) -> RateView:
    """Return the reference rate in force on a day; MissingRate (exit 7) where none is known."""
    day = as_of or (store.clock if store else system_clock()).today()
    rates = packaged_rates()
    if store is not None:
        with store.reading() as tx:
            rates = rates_of(tx)
    rate = rates.legal_interest_on(day) if _kind(kind) == "legal-interest" else rates.ecb_rate_on(day)
    return _view(rate)


def _view(rate: Rate) -> RateView:
    shown = format_percent(rate.percent)
    return RateView(rate.kind, rate.from_on.isoformat(), rate.half, shown, rate.source, added=rate.added)


def _kind(word: str) -> RateKind:
    kinds: dict[str, RateKind] = {known: known for known in RATE_KINDS}
    if word not in kinds:
        raise ValueMalformed("the rate", word, f"one of {', '.join(RATE_KINDS)}")
    return kinds[word]


def add_rate(store: Store, rate: Rate, act: Act, *, replacing: bool) -> Written:
    """Add a reference rate from its source; the same again changes nothing.

    Raises RateExists (exit 6) for another percentage, unless `replacing`: the new row then supersedes
    the old one, which stays.
    """
    with store.transaction(act) as tx:
        held = rates_of(tx)
        old = _same_day(held, rate.kind, rate.from_on)
        held.with_added([rate], replacing=replacing)
        unchanged = old is not None and old.percent == rate.percent
        if not unchanged:
            percent = format(rate.percent, "f")
            values: dict[str, object] = {"kind": rate.kind, "from_on": rate.from_on.isoformat()}
            write_record(tx, "reference_rate", values | {"percent": percent, "source": rate.source})
            before = format_percent(old.percent) if old else None
            facts: dict[str, object] = {"kind": rate.kind, "from": rate.from_on, "percent": percent}
            record_audit(tx, None, "rate.added", facts | {"source": rate.source, "before": before})
            tx.tell(f"{rate.kind} from {rate.from_on}: {before or 'none'} -> {percent} %")
    view = _view(rate)
    told = f"{rate.kind} from {rate.from_on} is {view.percent} %"
    return Written(
        view, (f"{rate.kind} {_when(rate)}",), f"{told} already" if unchanged else told + _undo(old)
    )


def _undo(old: Rate | None) -> str:
    if old is None:
        return ""
    flag = "--half" if old.kind == "legal-interest" else "--from"
    row = f"{old.kind} {flag} {_when(old)} --percent {format_percent(old.percent)}"
    return f'; undo: saasctl terms rates add {row} --source "{old.source}" --replace'


def _when(rate: Rate) -> str:
    return rate.half if rate.kind == "legal-interest" else rate.from_on.isoformat()


def _same_day(rates: Rates, kind: RateKind, day: date) -> Rate | None:
    return next((rate for rate in rates.of(kind) if rate.from_on == day), None)


def read_rate(kind: str, half: str | None, from_on: str | None, percent: str, source: str) -> Rate:
    """Return the row that a command's words describe; ValueMalformed (exit 2) where they are off.

    The legal rate is named by its half-year, the ECB's by its first day. A rate without a source is
    no rate.
    """
    known = _kind(kind)
    if not re.fullmatch(r"-?\d{1,2}(\.\d{1,4})?", percent, re.ASCII):
        raise ValueMalformed("--percent", percent, "a percentage with a point, as 2.50")
    if not source.strip() or len(source) > LONGEST or not source.isprintable():
        raise ValueMalformed("--source", source, "the decree or decision that fixes the rate, on one line")
    day = _half_year(half, from_on) if kind == "legal-interest" else _first_day(half, from_on)
    return Rate(known, day, Decimal(percent), source.strip(), added=True)


def _half_year(half: str | None, from_on: str | None) -> date:
    if from_on is not None:
        raise ValueMalformed("--from", from_on, "--half: the legal rate is that of a half-year")
    try:
        return half_period(half or "").start
    except ValueError:
        raise ValueMalformed("--half", half or "", "a half-year, as 2027-S1") from None


def _first_day(half: str | None, from_on: str | None) -> date:
    if half is not None:
        raise ValueMalformed("--half", half, "--from: the ECB's rate begins on a day")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", from_on or "", re.ASCII):
        try:
            day = date.fromisoformat(from_on or "")
            return day if day in half_period(half_of(day)) else _first_day(None, None)
        except ValueError:
            pass
    raise ValueMalformed("--from", from_on or "", "the first day of the rate, as 2027-01-01")
