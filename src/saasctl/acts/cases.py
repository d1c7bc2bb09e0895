"""Cases: write them and what becomes known of them; read them with what the terms give for a day."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.case_bills import billed, given_back, paid_on
from saasctl.acts.case_figures import figures_of
from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.errors.cases import CaseUnknown
from saasctl.rules.billing.contract import Contract, rhythm_on
from saasctl.rules.lifecycle.case_amounts import CaseAmount, case_amounts, figures_named
from saasctl.rules.lifecycle.cases import CaseDate, Happened, case_acts, case_dates, facts_of, warned
from saasctl.rules.lifecycle.facts import Fact, fact_from
from saasctl.store.queries import cases as queries
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.terms.schema.kinds import setting_text
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.cases import (
    CaseActView,
    CaseAmountView,
    CaseDateView,
    CaseEffectView,
    CaseNoteView,
    CaseView,
)

PAID = "paid"
"""The event that all that was invoiced of a case is paid; looked up only where its kind asks for it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as stored."""

    id: int
    organisation_id: int
    org: str
    seller_id: int
    kind: str
    by: str | None
    opened_on: date
    closed_on: date | None
    clause: ClauseRef | None

    @property
    def ref(self) -> str:
        """The case's key, as C-1."""
        return f"C-{self.id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became known of a case from a day on: a fact, a ticked step or a note."""

    kind: str
    name: str
    value: str | None
    on: date


def load_case(tx: Transaction, ref: str) -> Case:
    """Return a case by its key. CaseUnknown (exit 3)."""
    digits = ref.upper().removeprefix("C-")
    rows = tx.rows(f"{queries.CASES} WHERE c.id = ?", (int(digits) if digits.isdecimal() else 0,))
    if not rows:
        raise CaseUnknown(ref)
    return case_from(tx, rows[0])


def case_from(tx: Transaction, row: Sequence[object]) -> Case:
    """Return a case of a row of CASES."""
    key, organisation, org, seller, kind, by, opened, closed, clause = row
    return Case(
        stored.whole(key),
        stored.whole(organisation),
        str(org),
        stored.whole(seller),
        str(kind),
        stored.text_or_none(by),
        stored.day(opened),
        stored.day_or_none(closed),
        None if clause is None else clause_by_id(tx, stored.whole(clause)),
    )


def add_entries(tx: Transaction, case: Case, entries: Sequence[tuple[str, str, str]]) -> None:
    """Write facts, ticked steps and notes of a case (kind, name, value), known from the act's day on."""
    for kind, name, value in entries:
        values: dict[str, object] = {"case_id": case.id, "kind": kind, "name": name, "value": value}
        write_record(tx, "case_entry", values | {"on_day": tx.on, "recorded_at": tx.recorded_at})
        tx.tell(f"{case.ref}: {kind} {name}" + (f" = {value}" if kind == "fact" else ""))
    if entries:
        said: dict[str, object] = {f"{kind} {name}": value for kind, name, value in entries}
        record_audit(tx, case.organisation_id, "case.entered", {"case": case.ref, **said})


def entries_of(tx: Transaction, case: Case, day: date) -> list[Entry]:
    """Return what was known of a case on a day, in the order of recording; its opening counts always."""
    until = max(day, case.opened_on).isoformat()
    return [
        Entry(str(kind), str(name), stored.text_or_none(value), stored.day(on))
        for kind, name, value, on in tx.rows(queries.ENTRIES, (case.id, until))
    ]


def terms_of(tx: Transaction, book: TermsBook, case: Case) -> Terms:
    """Return the terms in force when a case was opened, with the customer's own conditions."""
    contracts = load_contracts(tx, subscriptions_of(tx, case.organisation_id))
    running = [one for one in contracts if one.started_on <= case.opened_on]
    if running:
        return book.of(running[-1])(case.opened_on)
    return book.of_seller(case.seller_id, case.opened_on)


def facts_known(terms: Terms, kind: str, entries: Sequence[Entry]) -> dict[str, Fact]:
    """Return the facts of a case, the later entry of each.

    Left out are those purged, and those that the terms now take for something else.
    """
    kinds = facts_of(terms, kind)
    found: dict[str, Fact] = {}
    for one in entries:
        if one.kind == "fact" and one.value is not None and one.name in kinds:
            with suppress(ValueError):
                found[one.name] = fact_from(kinds[one.name], one.value)
    return found


def happened(tx: Transaction, book: TermsBook, case: Case, facts: Mapping[str, Fact], day: date) -> Happened:
    """Return what a case's rules need: facts, days of the contract, and the figures they name."""
    terms = terms_of(tx, book, case)
    contracts = load_contracts(tx, subscriptions_of(tx, case.organisation_id))
    days = {"opened": case.opened_on, "closed": case.closed_on, "now": day}
    days |= _contract_days(tx, book, case, contracts, day)
    if PAID in {word for path in _unless(terms, case.kind) for word in terms.words(path)}:
        amounts = terms.profile.names_under(f"case.{case.kind}.amount")
        days[PAID] = paid_on(tx, case.organisation_id, case.ref, amounts, day)
    known = Happened(facts, days, day)
    wanted = figures_named(terms, case.kind)
    figures = figures_of(tx, book, contracts, wanted, known, case_dates(terms, case.kind, known))
    running = [one for one in contracts if one.started_on <= max(day, case.opened_on)]
    return Happened(facts, days, day, figures, bool(running) and running[-1].is_trial)


def _unless(terms: Terms, kind: str) -> Iterator[str]:
    dates = terms.profile.names_under(f"case.{kind}.date")
    return (f"case.{kind}.date.{name}.unless" for name in dates)


def _contract_days(
    tx: Transaction, book: TermsBook, case: Case, contracts: Sequence[Contract], day: date
) -> dict[str, date | None]:
    row = tx.one(queries.ENDS, (case.organisation_id, max(day, case.opened_on).isoformat()))
    end = stored.day_or_none(row[0]) if row else None
    row = tx.one(queries.CLOSED, (case.organisation_id,))
    closing = stored.day_or_none(row[0]) if row else None
    running = [one for one in contracts if not one.is_trial and one.started_on <= max(day, case.opened_on)]
    term = None
    if running:
        on = max(case.opened_on, running[-1].started_on)
        term = rhythm_on(running[-1], book.of(running[-1]), on).commitment_at(on)
    return {"contract-end": end, "closing": closing or end, "term-end": term.last_day if term else None}


def open_case_dates(
    tx: Transaction, organisation_id: int, kind: str, day: date
) -> list[tuple[str, CaseDate]]:
    """Return the dates of a customer's cases of a kind that are open on a day, each with its case."""
    on, book = day.isoformat(), TermsBook(tx)
    found: list[tuple[str, CaseDate]] = []
    rows = tx.rows(
        f"{queries.CASES} WHERE {queries.OPEN} ORDER BY c.id", (on, on, organisation_id, organisation_id)
    )
    for case in (case_from(tx, row) for row in rows):
        if case.kind == kind:
            terms = terms_of(tx, book, case)
            facts = facts_known(terms, kind, entries_of(tx, case, day))
            dates = case_dates(terms, kind, happened(tx, book, case, facts, day))
            found += [(case.ref, one) for one in dates]
    return found


def case_view(tx: Transaction, book: TermsBook, case: Case, day: date) -> CaseView:
    """Return a case as printed, as of a day."""
    terms = terms_of(tx, book, case)
    entries = entries_of(tx, case, day)
    facts = facts_known(terms, case.kind, entries)
    known = happened(tx, book, case, facts, day)
    dates = case_dates(terms, case.kind, known)
    path = f"case.{case.kind}"
    ticked = {one.name for one in entries if one.kind == "tick"}
    kinds = facts_of(terms, case.kind)
    shown: dict[str, Fact | Money | None] = {one.name: None for one in entries if one.kind == "fact"}
    unit = terms.profile.currency
    shown |= {
        name: Money.of(fact, unit) if isinstance(fact, Decimal) and kinds[name] == "amount" else fact
        for name, fact in facts.items()
    }
    closed = case.closed_on if case.closed_on is not None and case.closed_on <= day else None
    return CaseView(
        ref=case.ref,
        org=case.org,
        kind=case.kind,
        title=terms.word(f"{path}.title", case.kind),
        opened_on=case.opened_on,
        closed_on=closed,
        by=case.by,
        facts=shown,
        missing=warned(terms, case.kind, known),
        notify=terms.words(f"{path}.notify"),
        form=terms.word(f"{path}.form", "") or None,
        address=terms.word(f"{path}.address", "") or None,
        open_steps=tuple(step for step in terms.words(f"{path}.checklist") if step not in ticked),
        as_of=day,
        dates=tuple(
            CaseDateView(
                one.name,
                one.on,
                one.at,
                one.sense,
                one.state,
                one.by,
                one.form,
                one.post_by_on,
                one.waits_for,
                one.automatic,
                one.statute,
                one.clause,
            )
            for one in dates
        ),
        amounts=tuple(
            _amount(terms, one, _document(tx, case, one.name, day))
            for one in case_amounts(terms, case.kind, known, dates)
        ),
        acts=tuple(
            CaseActView(
                one.act, one.by, one.possible_from_on, one.allowed, one.missing, one.refund, one.clause
            )
            for one in case_acts(terms, case.kind, known, dates)
        ),
        effects=_effects(terms, case.kind),
        notes=tuple(
            CaseNoteView(one.on, one.name if one.kind == "tick" else "note", one.value)
            for one in entries
            if one.kind in ("tick", "note")
        ),
        clause=case.clause,
    )


def _effects(terms: Terms, kind: str) -> tuple[CaseEffectView, ...]:
    """Return what the terms say of the kind outside its dates: the table of its name, and what it shows."""
    table = kind.replace("-", "_")
    paths = [] if table == kind else [(name, f"{table}.{name}") for name in terms.profile.names_under(table)]
    for shown in terms.words(f"case.{kind}.shows"):
        under = [(f"{shown}.{name}", f"{shown}.{name}") for name in terms.profile.names_under(shown)]
        paths += under or [(shown, shown)]
    found = ((name, terms.find(path)) for name, path in paths)
    return tuple(
        CaseEffectView(name, setting_text(value.value), value.clause)
        for name, value in found
        if value is not None
    )


def _document(tx: Transaction, case: Case, amount: str, day: date) -> str | None:
    """Return the invoice that an amount stands on by a day, or the credit note that gave it back."""
    number = billed(tx, case.organisation_id, case.ref, amount, day).number
    if number is not None or amount != "refund":
        return number
    return given_back(tx, case.organisation_id, case.kind, case.opened_on, day)


def _amount(terms: Terms, one: CaseAmount, invoice: str | None) -> CaseAmountView:
    unit = terms.profile.currency
    gross = one.cents + one.vat_cents if one.cents is not None and one.vat_cents is not None else None
    return CaseAmountView(
        one.name,
        None if one.cents is None else Money(one.cents, unit),
        unit,
        one.net,
        None if gross is None else Money(gross, unit),
        one.owed_by,
        one.due_on,
        one.receipts,
        one.missing,
        one.step.text if one.step else None,
        invoice,
        one.clause,
    )
