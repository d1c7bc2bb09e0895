"""Say what is due for customers: what the daily run does, what an operator has to do, by when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.acts.agenda_steps import next_steps, waiting_letters
from saasctl.acts.case_agenda import case_items, claim_items
from saasctl.acts.contracts import load_contracts
from saasctl.acts.credit_agenda import credit_items
from saasctl.acts.describing import notice_term
from saasctl.acts.order_agenda import order_items
from saasctl.acts.terms import TermsBook
from saasctl.acts.watching import Instant, thresholds_passed
from saasctl.rules.billing.contract import Contract
from saasctl.rules.calendars.days import calendar_of
from saasctl.rules.lifecycle.custody import REMINDERS, add_span, custody_after, reminders_before, span_of
from saasctl.rules.lifecycle.notice import deadline_for
from saasctl.store.database import Transaction
from saasctl.store.queries import agenda as queries
from saasctl.store.queries.clauses import clauses_of
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.views.agenda import AgendaItem, ToDo

DAY = timedelta(days=1)
CONFIDENTIAL = "confidentiality.after_end"
AHEAD = timedelta(days=366)
"""How far ahead a renewal may be whose notice falls within the days asked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days an agenda covers: `today` is the first that is not overdue, `last` is included."""

    today: date
    last: date
    org: int | None


def agenda_items(tx: Transaction, span: Span) -> list[AgendaItem]:
    """Return what is due up to the span's last day, overdue items included, by day and customer."""
    book = TermsBook(tx)
    items = [*_scheduled(tx, book, span), *_unpaid(tx, span), *_trials(tx, book, span)]
    items += _endings(tx, book, span)
    items += _passed(tx, book, span)
    items += [
        _item(span, found.on, (found.kind, found.org, found.subject), found.action, found.clause)
        for found in _to_do(tx, book, span)
    ]
    return sorted(items, key=lambda item: (item.on, item.org, item.subject, item.kind))


def _to_do(tx: Transaction, book: TermsBook, span: Span) -> Iterator[ToDo]:
    ahead = tx, book, span.today, span.last, span.org
    yield from credit_items(*ahead)
    yield from order_items(*ahead)
    yield from case_items(*ahead)
    yield from claim_items(*ahead)
    yield from next_steps(*ahead)
    yield from waiting_letters(tx, span.last, span.org)


def _passed(tx: Transaction, book: TermsBook, span: Span) -> Iterator[AgendaItem]:
    """Yield the thresholds of use that are passed at the end of today."""
    now = Instant(tx.start_of(span.today + DAY), span.today)
    for found in thresholds_passed(tx, book, now, span.org):
        named = ("usage-threshold", found.org, found.subject or found.metric)
        yield _item(span, span.today, named, found.action or f"saasctl usage check {found.org}", found.clause)


def _item(
    span: Span, on: date, named: tuple[str, str, str], action: str, clause: ClauseRef | None
) -> AgendaItem:
    kind, org, subject = named
    automatic = action.startswith("saasctl run daily")
    rule = clause.rule if clause else None
    return AgendaItem(on, kind, org, subject, action, automatic, on < span.today, rule, clause)


def _contracts(tx: Transaction, keys: Iterable[object]) -> Mapping[int, Contract]:
    ids = sorted({stored.whole(key) for key in keys})
    return {contract.id: contract for contract in load_contracts(tx, ids)}


def _scheduled(tx: Transaction, book: TermsBook, span: Span) -> Iterator[AgendaItem]:
    rows = queries.due_until(tx, span.last + AHEAD, span.org)
    rows = [row for row in rows if row[0] == "renewal" or stored.day(row[1]) <= span.last]
    contracts = _contracts(tx, (row[2] for row in rows))
    for kind, on_day, key in rows:
        contract, on = contracts[stored.whole(key)], stored.day(on_day)
        terms = book.of(contract)(max(on, contract.started_on))
        if kind == "renewal":
            yield from _notices(span, contract, terms, on)
        if on <= span.last:
            named = (str(kind), contract.org, contract.key)
            clause = _reason(terms, str(kind), contract.phase_on(on).unit)
            yield _item(span, on, named, f"saasctl run daily --until {on}", clause)


def _reason(terms: Terms, kind: str, unit: str) -> ClauseRef | None:
    paths = {
        "invoice": (f"period.{unit}.invoice_months", "invoice.timing"),
        "slots": ("slots.invoice", "proration.basis", "invoice.timing"),
        "renewal": ("renewal.tacit", f"period.{unit}.renews"),
        "force-majeure-end": ("ending.force-majeure-lasting.effect",),
        "commission": ("commission.statement",),
        "overage": ("overage.end_users.debited",),
        "late-use": ("overage.end_users.debited",),
        "reduction": ("slots.reduction", "slots.remove", "slots.removal"),
    }[kind]
    return next((clause for path in paths if (clause := terms.cite(path)) is not None), None)


def _notices(span: Span, contract: Contract, terms: Terms, renewal: date) -> Iterator[AgendaItem]:
    term = notice_term(terms, contract.phase_on(renewal - DAY).unit)
    if term is None:
        return
    found = deadline_for(renewal, term, calendar_of(terms))
    days = {"notice-deadline": found.deadline_on}
    if found.post_by_on is not None:
        days["notice-post-by"] = found.post_by_on
    for kind, on in days.items():
        if span.today <= on <= span.last:
            action = f"saasctl sub cancel {contract.key} --form {found.form} --on {on}"
            yield _item(span, on, (kind, contract.org, contract.key), action, found.clause)


def _unpaid(tx: Transaction, span: Span) -> Iterator[AgendaItem]:
    rows = queries.unpaid_until(tx, span.last, span.today, span.org)
    clauses = clauses_of(tx, [stored.whole(row[-1]) for row in rows if row[-1] is not None])
    for due_on, number, slug, clause in rows:
        on = stored.day(due_on)
        late = on < span.today
        action = f"saasctl org statement {slug}" if late else f"saasctl invoice show {number}"
        cited = clauses.get(stored.whole(clause)) if clause is not None else None
        kind = "payment-late" if late else "payment-due"
        yield _item(span, on, (kind, str(slug), str(number)), action, cited)


def _trials(tx: Transaction, book: TermsBook, span: Span) -> Iterator[AgendaItem]:
    rows = queries.trials_until(tx, span.last, span.org)
    contracts = _contracts(tx, (row[0] for row in rows))
    for key, until in rows:
        contract, on = contracts[stored.whole(key)], stored.day(until)
        terms = book.of(contract)(on)
        named = contract.org, contract.key
        closes = terms.word("trial.at_end", "") == "closed"
        action = f"saasctl org close {contract.org}" if closes else f"saasctl sub show {contract.key}"
        clause = terms.cite("trial.at_end") or terms.cite("trial.days")
        yield _item(span, on, ("trial-end", *named), action, clause)
        if terms.flag("trial.returns"):
            action, clause = f"saasctl export bundle {contract.org}", terms.cite("trial.returns")
            yield _item(span, on, ("trial-export", *named), action, clause)
        if terms.word("trial.erased", "") == "closing-day" and on + DAY <= span.last:
            action, clause = f"saasctl org purge {contract.org}", terms.cite("trial.erased")
            yield _item(span, on + DAY, ("trial-erasure", *named), action, clause)


def _endings(tx: Transaction, book: TermsBook, span: Span) -> Iterator[AgendaItem]:
    rows = queries.endings_until(tx, span.last + AHEAD, span.today, span.org)
    contracts = _contracts(tx, (row[0] for row in rows))
    cited = clauses_of(tx, [stored.whole(row[2]) for row in rows if row[2] is not None])
    for key, last_day, clause, _ in rows:
        contract, last = contracts[stored.whole(key)], stored.day(last_day)
        reason = cited.get(stored.whole(clause)) if clause is not None else None
        for kind, on, action, cause in ending_dates(book, contract, last, reason):
            ahead = span.today <= on <= span.last
            if ahead or (kind == "purge-due" and on < span.today):
                yield _item(span, on, (kind, contract.org, contract.key), action, cause)


def _reminders(terms: Terms, last: date) -> Iterator[tuple[str, date, str, ClauseRef | None]]:
    """Yield the days of the reminders to export, or the setting that is missing for them (S-61)."""
    for on in reminders_before(terms, last):
        yield "export-reminder", on, f"saasctl run daily --until {on}", terms.cite(REMINDERS)
    mark = terms.profile.open_at(REMINDERS)
    if mark is not None and terms.find(REMINDERS) is None:
        action = f'saasctl terms set {terms.profile.id} "{REMINDERS}={mark.example}"'
        yield "export-reminder", last, action, terms.profile.cite_open(mark)


def ending_dates(
    book: TermsBook, contract: Contract, last: date, reason: ClauseRef | None
) -> Iterator[tuple[str, date, str, ClauseRef | None]]:
    """Yield kind, day, command and clause of an end and of the data duties after it."""
    terms = book.of(contract)(last)
    custody = custody_after(terms, last, contract.returned_at)
    yield "contract-end", last, f"saasctl sub dates {contract.key}", reason
    days = (
        ("export-until", custody.export_until, f"saasctl export bundle {contract.org}", "export.window"),
        ("return-until", custody.returns_until, f"saasctl export bundle {contract.org}", "return.free"),
        ("purge-due", custody.purge_due_on, f"saasctl org purge {contract.org}", "deletion.after"),
    )
    for kind, on, action, path in days:
        if on is not None:
            yield kind, on, action, terms.cite(path)
    yield from _reminders(terms, last)
    if (secret := span_of(terms, CONFIDENTIAL)) is not None:
        action = f"saasctl case list --org {contract.org}"
        yield "confidentiality-until", add_span(last, secret), action, terms.cite(CONFIDENTIAL)
