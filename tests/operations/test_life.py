"""No order of suspension, payment and notice leaves an impossible state."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from desk import Desk, new_desk
from saasctl.errors.base import SaasctlError
from saasctl.operations.cancelling import CancelGiven, cancel, keep
from saasctl.operations.daily import run_daily
from saasctl.operations.notices import NoticeGiven, record
from saasctl.operations.organisation_lists import show_organisation
from saasctl.operations.payments import PaymentGiven
from saasctl.operations.payments import record as pay
from saasctl.operations.suspensions import restore_org, suspend_org
from saasctl.rules.lifecycle.states import leads_to
from saasctl.values.act import Act

BEGAN = date(2026, 1, 5)
DEEDS = ("pay", "remind", "suspend", "complain", "restore", "cancel", "leave", "keep", "run")
OVER = ("terminating", "closed")


def act(desk: Desk, deed: str, day: date) -> None:
    store, on = desk.store, Act(on=day)
    if deed == "pay":
        pay(store, "acme", PaymentGiven(Decimal("144.00")), on)
    elif deed == "remind":
        record(store, "acme", NoticeGiven("reminder", day, form="email"), on)
    elif deed in ("suspend", "complain"):
        cause = "non-payment" if deed == "suspend" else "complaint"
        suspend_org(store, "acme", cause, "complaint-received", on)
    elif deed == "restore":
        restore_org(store, "acme", on)
    elif deed == "cancel":
        cancel(store, "acme", CancelGiven(form="registered-letter"), on)
    elif deed == "leave":
        facts = ("vendor-acceptance",)
        cancel(
            store, "acme", CancelGiven("customer", "registered-letter", "insolvency", day, facts=facts), on
        )
    elif deed == "keep":
        keep(store, "acme", on)
    else:
        run_daily(store, on)


def possible(before: str, after: str) -> bool:
    """Say whether a status follows another, an end that comes meanwhile included."""
    if before == after or leads_to("customer", before, after):
        return True
    return any(
        leads_to("customer", before, middle) and leads_to("customer", middle, after) for middle in OVER
    )


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), min_size=3, max_size=12))
def test_no_order_leaves_an_impossible_state(story: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk, day, before = new_desk(Path(folder)), BEGAN, "active"
        desk.org("acme", desk.seller("koban"))
        desk.sub("acme", "crm", "monthly", 1, BEGAN.isoformat(), "120.00")
        for deed, days in story:
            day += timedelta(days=days)
            with suppress(SaasctlError):
                act(desk, deed, day)
            status = show_organisation(desk.store, "acme", day).status
            assert possible(before, status), (deed, before, status)
            before = status
        check(desk, day, before)
        desk.store.close()


def check(desk: Desk, day: date, status: str) -> None:
    on = day.isoformat()
    cut = desk.rows("SELECT from_on, until_on FROM suspension ORDER BY id")
    assert sum(until is None for _, until in cut) <= 2
    assert all(until is None or str(until) >= str(start) for start, until in cut)
    open_now = any(str(start) <= on and (until is None or str(until) > on) for start, until in cut)
    ended = desk.rows("SELECT ended_on FROM subscription")[0][0]
    over = ended is not None and str(ended) < on
    assert (open_now and not over) == (status == "suspended")
    booked = desk.rows("SELECT last_day FROM ending WHERE withdrawn_on IS NULL")
    assert [last for (last,) in booked] == ([ended] if ended else [])
    if ended:
        late = desk.rows("SELECT number FROM invoice WHERE kind = 'subscription' ORDER BY id")
        starts = desk.rows("SELECT period_start FROM invoice WHERE kind = 'subscription'")
        assert len(late) == len({number for (number,) in late})
        assert all(str(start) <= str(ended) or str(start) <= on for (start,) in starts)
