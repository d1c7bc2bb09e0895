"""The daily run: everything that fell due since the last one, day by day, exactly once."""

from collections.abc import Iterator, Sequence
from datetime import date

from saasctl.acts.auditing import checkpoint
from saasctl.acts.daily import record_failures, run_next
from saasctl.acts.running import RunSoFar
from saasctl.errors.base import NotFound
from saasctl.errors.invoices import RunPartlyFailed
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.meta import set_last_day_run
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.clock import stamp
from saasctl.values.views.runs import RUN_COLUMNS, FailedView, RunView

LAST_NAME = "SELECT count(*) FROM run WHERE name LIKE ?"
FINISH = """
UPDATE run SET finished_at = ?, organisations = ?, issued = ?, notices = ?, state = ? WHERE id = ?
"""
INTERRUPTED = "UPDATE run SET state = 'interrupted' WHERE state = 'running'"
"""Only one run is under way at a time: an earlier one that did not finish was killed."""
RUNS = """
SELECT id, name, until_on, organisations, issued, notices, started_at, finished_at, state FROM run
"""
RUNNING: dict[str, object] = {"organisations": 0, "issued": 0, "notices": 0, "state": "running"}
FAILURES = """
SELECT f.run_id, o.slug, f.code, f.message FROM run_failure f
LEFT JOIN organisation o ON o.id = f.organisation_id WHERE f.run_id = ? ORDER BY f.id
"""


def run_daily(store: Store, act: Act) -> Written:
    """Do everything that fell due up to the act's day: invoices, renewals, reductions.

    Missed days are caught up in order. Run twice, at once (the second waits, or exit 75) or killed,
    the result is that of one run. One organisation's failure leaves the others alone: it is listed,
    tried again next time, and the result carries RunPartlyFailed (exit 11).
    """
    with store.exclusively("run daily"):
        run = RunSoFar()
        if act.dry_run:
            view = _rehearsed(store, act, run)
            return Written(view, (), f"would issue {view.issued} invoices up to {view.until}")
        with store.transaction(act) as tx:
            key, name = _begin(tx)
        more = True
        while more:
            with store.transaction(act) as tx:
                more = run_next(tx, tx.on, run)
        with store.transaction(act) as tx:
            _finish(tx, key, run)
        view = show_run(store, name)
    causes = [f"{one.org}: {one.message}" for one in view.failed]
    failure = RunPartlyFailed(view.issued, causes) if causes else None
    told = (
        f"{view.run}: {view.issued} invoices issued for {view.organisations} organisations up to {view.until}"
    )
    return Written(view, (view.run,), told, (), failure)


def _rehearsed(store: Store, act: Act, run: RunSoFar) -> RunView:
    with store.transaction(act) as tx:
        while run_next(tx, tx.on, run):
            pass
        failed = tuple(FailedView(one.org, one.error.code, one.error.message) for one in run.failed)
        began = stamp(tx.recorded_at)
        return RunView(
            "dry-run",
            tx.on,
            len(run.organisations),
            len(run.issued),
            len(run.confirmed),
            failed,
            began,
            began,
            "done",
        )


def _begin(tx: Transaction) -> tuple[int, str]:
    day = tx.on.isoformat()
    row = tx.one(LAST_NAME, (f"R-{day}.%",))
    name = f"R-{day}.{int(str(row[0] if row else 0)) + 1}"
    tx.run(INTERRUPTED)
    values = {"name": name, "until_on": day, "started_at": stamp(tx.recorded_at)}
    return tx.insert("run", values | RUNNING), name


def _finish(tx: Transaction, key: int, run: RunSoFar) -> None:
    state = "partly-failed" if run.failed else "done"
    counts = len(run.organisations), len(run.issued), len(run.confirmed)
    done = (stamp(tx.recorded_at), *counts, state, key)
    tx.run(FINISH, done)
    record_failures(tx, key, run)
    set_last_day_run(tx, tx.on)
    checkpoint(tx)


def list_runs(store: Store) -> Listing:
    """Return the daily runs, newest first."""
    return Listing("saasctl.run.list/1", RUN_COLUMNS, _runs(store), store.clock.today())


def _runs(store: Store) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        for row in tx.rows(f"{RUNS} ORDER BY id DESC"):
            view = _view(tx, row)
            yield tuple(getattr(view, column.name) for column in RUN_COLUMNS)


def show_run(store: Store, name: str) -> RunView:
    """Return one daily run with what failed in it."""
    with store.reading() as tx:
        row = tx.one(f"{RUNS} WHERE name = ?", (name,))
        if row is None:
            raise NotFound(f"no run {name}", fix="saasctl run list")
        return _view(tx, row)


def _view(tx: Transaction, row: Sequence[object]) -> RunView:
    key, name, until, organisations, issued, notices, started, finished, state = row
    failed = tuple(
        FailedView(str(org), str(code), str(text)) for _, org, code, text in tx.rows(FAILURES, (key,))
    )
    return RunView(
        str(name),
        date.fromisoformat(str(until)),
        int(str(organisations)),
        int(str(issued)),
        int(str(notices)),
        failed,
        str(started),
        None if finished is None else str(finished),
        str(state),
    )
