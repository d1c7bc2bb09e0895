"""Questions about the agenda of a customer on trial."""

from datetime import date
from typing import TYPE_CHECKING

from desk import on
from saasctl.operations.agendas import agenda_of
from saasctl.operations.subscriptions import OrderGiven, start_subscription

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

OPENED = "2026-03-02"
TRIAL = OrderGiven("main", "professional", "monthly", 1, trial=True)


def prepare(panel: "Panel") -> None:
    """Open a trial where the profile has a length for it."""
    if panel.profile.id != "koban":
        return
    panel.desk.org("on-trial", "koban")
    start_subscription(panel.store, "on-trial", TRIAL, on(OPENED))


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    from honesty.panel import asked

    if panel.profile.id != "koban":
        return {}
    return {"agenda of a trial": asked(agenda_of, panel.store, 30, "on-trial", date(2026, 3, 2))}
