"""Whatever happens to an account, in any order, balances are their entries and no lot goes below nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdesk import CreditDesk, credit_desk
from saasctl.errors.base import SaasctlError
from saasctl.operations.bookings import cancel_booking
from saasctl.operations.credits import BuyGiven, buy_credits, buy_credits_back
from saasctl.operations.daily import run_daily
from saasctl.operations.stores import check_store
from saasctl.store.queries.credits import DIFFERING
from saasctl.values.act import Act

FIRST = date(2026, 1, 31)
ACTS = st.tuples(
    st.sampled_from(["buy", "open", "allot", "book", "cancel", "back", "daily"]),
    st.integers(1, 60),
    st.sampled_from(["ana", "bob"]),
    st.integers(-40, 120),
)


ENTRIES = """
SELECT sum(sum(quantity)) OVER (PARTITION BY lot_id, user_id ORDER BY on_day)
FROM credit_movement GROUP BY lot_id, user_id, on_day
"""
"""What each holder had of each lot at the end of each day."""


@contextmanager
def account(monthly: bool) -> Iterator[CreditDesk]:
    with TemporaryDirectory() as folder:
        desk = credit_desk(Path(folder), monthly_from="2026-01-31" if monthly else None, credits=20 * monthly)
        for name in ("ana", "bob"):
            desk.user(name, "2026-01-31")
        yield desk
        desk.store.close()


def act(desk: CreditDesk, what: str, count: int, name: str, day: date) -> None:
    email, on = f"{name}@acme.example", day.isoformat()
    match what:
        case "buy":
            desk.buy(count, 2, on)
        case "open":
            given = BuyGiven(count, 2, source="opening", ordered_on=day - timedelta(days=6 * count))
            buy_credits(desk.store, "acme", given, Act(on=day))
        case "allot":
            desk.allot(email, count, on)
        case "book":
            desk.book(email, str(5 * count), f"{on}T09:00:00+01:00")
        case "cancel":
            at = datetime.fromisoformat(f"{on}T10:00:00+01:00")
            cancel_booking(desk.store, f"BK-{count % 5 + 1}", False, Act(at=at))
        case "back":
            buy_credits_back(desk.store, "acme", count, ((email, count),) if count % 2 else (), Act(on=day))
        case "daily":
            run_daily(desk.store, Act(on=day))


@given(st.booleans(), st.lists(ACTS, max_size=14))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_balances_equal_their_entries(monthly: bool, acts: list[tuple[str, int, str, int]]) -> None:
    with account(monthly) as desk:
        day = FIRST
        for what, count, name, days in acts:
            day = max(FIRST, day + timedelta(days=days))
            with suppress(SaasctlError):
                act(desk, what, count, name, day)
            view = desk.balance(day.isoformat())
            assert view.available == sum(lot.remaining for lot in view.lots) >= 0
            assert all(0 <= lot.remaining <= lot.quantity for lot in view.lots)
            if view.balance == "real":
                assert view.available == view.unallotted + sum(user.remaining for user in view.users)
                assert view.unallotted >= 0
            assert all(user.remaining >= 0 for user in view.users)
        assert min((int(str(row[0])) for row in desk.rows(ENTRIES)), default=0) >= 0
        assert desk.rows(DIFFERING) == []
        assert check_store(desk.store).ok
