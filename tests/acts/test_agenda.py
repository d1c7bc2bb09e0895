"""What is due within some days, from the index."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.acts.agenda import Span, agenda_items

WITHIN = Span(date(2027, 2, 1), date(2027, 3, 31), None)


def test_a_notice_day_before_a_renewal_is_named_with_the_day_to_post_by(tmp_path: Path) -> None:
    """BX-01: a term to 15 March 2027 is refused by 28 February, a Sunday: posted on Friday the 26th."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-03-16", "6000.00")
    desk.bill("2026-03-16")
    with desk.store.reading() as tx:
        found = {item.kind: (item.on, item.automatic) for item in agenda_items(tx, WITHIN)}
    assert found["notice-post-by"] == (date(2027, 2, 26), False)
    assert found["notice-deadline"] == (date(2027, 2, 28), False)
    assert found["invoice"] == (date(2027, 3, 16), True)
    desk.store.close()
