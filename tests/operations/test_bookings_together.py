"""Two processes never spend the same credit, on either engine (D-29, D-30)."""

import subprocess
import sys
from pathlib import Path

import pytest

from creditdesk import CreditDesk, credit_desk
from saasctl.store.queries.credits import DIFFERING

BOOK = """
import sys
from datetime import datetime
from decimal import Decimal
from saasctl.errors.credits import CreditsShort
from saasctl.operations.bookings import BookingGiven, PriceAsked, book_workspace
from saasctl.store.database import open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

store = open_store(sys.argv[1], clock=system_clock(), lock_timeout=60)
given = BookingGiven(PriceAsked("desk", Decimal(10)), True)
act = Act(at=datetime.fromisoformat("2026-02-10T09:00:00+01:00"))
print("ready", flush=True)
sys.stdin.readline()
done = 0
for _ in range(12):
    try:
        book_workspace(store, "acme", sys.argv[2], given, act)
        done += 1
    except CreditsShort:
        pass
store.close()
print(done, flush=True)
"""


def race(place: str, users: list[str]) -> int:
    """Let a process for each user book 2 credits twelve times at once; returns how many went through."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", BOOK, place, email],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for email in users
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return sum(int(process.communicate(timeout=120)[0]) for process in started)


def checked(desk: CreditDesk, place: str) -> None:
    """The account has 30 credits, so of 24 bookings of 2 fifteen go through and none is left."""
    users = [desk.user(name, "2026-01-31") for name in ("ana", "bob")]
    desk.allot("all", 99, "2026-01-31")
    assert race(place, users) == 15
    assert desk.balance("2026-02-10").available == 0
    assert desk.rows(DIFFERING) == []
    booked = desk.rows("SELECT count(*) FROM booking")[0][0]
    assert (booked, desk.rows("SELECT min(remaining) FROM credit_stock")) == (15, [(None,)])


def test_on_sqlite(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=30)
    checked(desk, str(desk.path))
    desk.store.close()


def test_on_postgresql(tmp_path: Path, postgres: str) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=30, url=postgres)
    checked(desk, postgres)
    desk.store.close()


@pytest.mark.parametrize("price", ["5", "25"])
def test_a_booking_alone_leaves_the_rest(tmp_path: Path, price: str) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=30)
    desk.allot(desk.user("ana", "2026-01-31"), 30, "2026-01-31")
    desk.book("ana@acme.example", price, "2026-02-10T09:00:00+01:00")
    assert desk.balance("2026-02-10").available == 30 - int(price) // 5
    desk.store.close()
