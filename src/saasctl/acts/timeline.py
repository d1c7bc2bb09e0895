"""Put a customer's life on a line: what was recorded, then what the terms bring."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.agenda import AHEAD, Span, agenda_items, ending_dates
from saasctl.acts.contracts import load_contract
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Transaction
from saasctl.store.queries import timeline as queries
from saasctl.store.queries.clauses import clauses_of
from saasctl.store.queries.customer_rows import OrganisationRow
from saasctl.values import stored
from saasctl.values.views.agenda import TimelineItemView

AFTER_END = ("contract-end", "export-until", "return-until", "purge-due")
"""Kinds that are taken from the end itself, past ones too."""


def timeline_items(tx: Transaction, organisation: OrganisationRow, day: date) -> list[TimelineItemView]:
    """Return facts up to `day` and dates to come within a year, oldest first; `past` is before `day`."""
    items = [*_facts(tx, organisation.id, day), *_after_ends(tx, organisation.id, day)]
    for item in agenda_items(tx, Span(day, day + AHEAD, organisation.id)):
        if item.kind not in AFTER_END:
            what = f"{item.subject}: {item.kind}"
            items.append(TimelineItemView(item.on, None, what, "agenda", item.clause, item.on < day))
    return sorted(items, key=lambda item: item.on)


def _facts(tx: Transaction, organisation_id: int, day: date) -> Iterator[TimelineItemView]:
    facts = [(table, row) for table, row in queries.facts_of(tx, organisation_id)]
    cited = clauses_of(tx, [stored.whole(row[-1]) for _, row in facts if row[-1] is not None])
    for table, (on_day, at, what, clause) in facts:
        on = stored.day(on_day)
        reason = cited.get(stored.whole(clause)) if clause is not None else None
        if table == "subscription" or on <= day:
            yield TimelineItemView(on, stored.instant_or_none(at), str(what), table, reason, on < day)


def _after_ends(tx: Transaction, organisation_id: int, day: date) -> Iterator[TimelineItemView]:
    book = TermsBook(tx)
    rows = queries.endings_of(tx, organisation_id, day)
    cited = clauses_of(tx, [stored.whole(row[2]) for row in rows if row[2] is not None])
    for key, last_day, clause in rows:
        contract = load_contract(tx, stored.whole(key))
        reason = cited.get(stored.whole(clause)) if clause is not None else None
        for kind, on, _, because in ending_dates(book, contract, stored.day(last_day), reason):
            yield TimelineItemView(on, None, f"{contract.key}: {kind}", "terms", because, on < day)
