"""Write a quote, and what happens to it; nothing of it is ever changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.quotes import Quote
from saasctl.rules.billing.quoting import Condition, Offer, OfferLine, net_of
from saasctl.store.queries import quotes as queries
from saasctl.store.queries.clauses import clause_id
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.values.clock import stamp
from saasctl.values.money import Money

NUMBER = "Q-{year}-{number:03d}"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a quote says beside its lines."""

    organisation_id: int
    valid_until: date | None
    title: str | None
    starts_on: date | None
    changes_id: int | None
    subscription_id: int | None


def write_quote(
    tx: Transaction,
    paper: Paper,
    offer: Offer,
    lines: Sequence[OfferLine],
    conditions: Sequence[Condition],
    currency: str,
) -> str:
    """Write a quote dated on the act's day under the next key of its year, and return the key."""
    ref, plan = _next(tx), offer.plan
    key = write_record(
        tx,
        "quote",
        {
            "organisation_id": paper.organisation_id,
            "subscription_id": paper.subscription_id,
            "changes_id": paper.changes_id,
            "ref": ref,
            "issued_on": tx.on,
            "valid_until": paper.valid_until,
            "title": paper.title,
            "name": plan.name if plan else None,
            "plan": plan.plan if plan else None,
            "period_unit": plan.unit if plan else None,
            "slots": plan.slots if plan else 0,
            "credits": offer.credits,
            "starts_on": paper.starts_on,
        },
    )
    for number, line in enumerate(lines, 1):
        write_record(tx, "quote_line", _row(tx, key, number, line))
    for one in conditions:
        values = {"quote_id": key, "path": one.path, "value": one.value, "after_months": one.after_months}
        write_record(tx, "quote_term", values)
    net = Money(net_of(lines), currency)
    facts: dict[str, object] = {"quote": ref, "net": str(net), "lines": len(lines)}
    record_audit(tx, paper.organisation_id, "quote.made", facts)
    tx.tell(f"{ref}: {net} {currency} excl. VAT")
    return ref


def _next(tx: Transaction) -> str:
    year = tx.on.year
    row = tx.one(queries.NUMBERED, (f"Q-{year}-", f"Q-{year}."))
    return NUMBER.format(year=year, number=int(str(row[0] if row else 0)) + 1)


def _row(tx: Transaction, quote_id: int, number: int, line: OfferLine) -> dict[str, object]:
    return {
        "quote_id": quote_id,
        "ref": number,
        "kind": line.kind,
        "code": line.code,
        "description": line.description,
        "quantity": line.basis.quantity,
        "unit_price_cents": line.basis.unit_price,
        "net_cents": line.basis.net_cents,
        "basis": json.dumps(line.basis.as_stored() | dict(line.taken_off), separators=(",", ":")),
        "training": int(line.training),
        "people": line.people,
        "clause_id": clause_id(tx, line.clause),
        "price_clause_id": clause_id(tx, line.price_clause),
    }


def note(
    tx: Transaction,
    quote: Quote,
    kind: str,
    detail: str,
    person: str | None = None,
    evidence: str | None = None,
) -> None:
    """Append what happened to a quote on the act's day."""
    values: dict[str, object] = {
        "quote_id": quote.id,
        "kind": kind,
        "on_day": tx.on,
        "detail": detail,
        "person": person,
        "evidence": evidence,
        "recorded_at": stamp(tx.recorded_at),
    }
    write_record(tx, "quote_event", values)
    facts: dict[str, object] = {"quote": quote.ref, "on": tx.on.isoformat(), "detail": detail}
    record_audit(tx, quote.organisation_id, f"quote.{kind}", facts)
    tx.tell(f"{quote.ref}: {kind} {detail} on {tx.on}")
