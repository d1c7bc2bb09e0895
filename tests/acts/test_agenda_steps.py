"""Letters that wait and steps that are possible, from their day on."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.agenda_steps import next_steps, waiting_letters
from saasctl.acts.terms import TermsBook
from saasctl.operations.reminding import RemindGiven, remind


def test_steps_and_letters_come_with_their_day(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-03-01", "100.00")
    desk.bill("2026-03-01")
    remind(desk.store, RemindGiven(), on("2026-03-20"))
    with desk.store.reading() as tx:
        book, last = TermsBook(tx), date(2026, 3, 20)
        assert list(next_steps(tx, book, date(2026, 3, 9), last, None)) == []
        steps = [(one.on, one.kind) for one in next_steps(tx, book, last, last, None)]
        assert steps == [(date(2026, 3, 10), "ladder-reminder")]
        letters = [(one.on, one.kind, one.action) for one in waiting_letters(tx, last, None)]
        assert letters == [(last, "notice-reminder", "saasctl notice send N-1")]
        assert list(waiting_letters(tx, date(2026, 3, 19), None)) == []
    with desk.store.transaction(on("2026-03-20")) as tx:
        tx.run("UPDATE notice SET status = 'unknown'")
        assert [one.action for one in waiting_letters(tx, last, None)] == ["saasctl notice send N-1 --again"]
    desk.store.close()
