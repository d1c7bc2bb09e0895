"""Load tickets with their events, judge their clocks, and add what happens to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.errors.tickets import TicketUnknown
from saasctl.rules.billing.contract import Contract
from saasctl.rules.calendars.hours import OpeningHours, SingleDay, parse_windows
from saasctl.rules.tickets.clocks import Clock, clocks_of
from saasctl.rules.tickets.desk import desk_of, effective_at, has_clocks
from saasctl.rules.tickets.progress import progress
from saasctl.rules.tickets.story import Event, Story
from saasctl.rules.tickets.words import sayings
from saasctl.store.queries import tickets as queries
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clock import stamp
from saasctl.values.views.tickets import ClockView, EventView, TargetView, TicketView

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as stored, with its events in order of time."""

    id: int
    org: str
    organisation_id: int
    seller_id: int
    contract: Contract | None
    title: str
    story: Story
    events: tuple[EventView, ...]
    closed_recorded: str | None

    @property
    def ref(self) -> str:
        """The ticket's reference, as T-12."""
        return f"T-{self.id}"

    @property
    def claimed(self) -> bool:
        """Whether the indemnity was claimed."""
        return self.story.first("claim") is not None


def ticket_id(ref: str) -> int:
    """Return the id in a reference such as T-12. Raises TicketUnknown (exit 3)."""
    digits = ref.removeprefix("T-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len("999999999999"):
        raise TicketUnknown(ref)
    return int(digits)


def load_ticket(tx: Transaction, ref: str) -> Ticket:
    """Return one ticket. Raises TicketUnknown (exit 3)."""
    rows = tx.rows(f"{queries.TICKETS} WHERE k.id = ?", (ticket_id(ref),))
    if not rows:
        raise TicketUnknown(ref)
    return load_tickets(tx, rows)[0]


def load_tickets(tx: Transaction, rows: Sequence[Row]) -> list[Ticket]:
    """Return the tickets of rows of TICKETS with their events."""
    events: dict[object, list[Row]] = {}
    for row in queries.rows_for(tx, queries.EVENTS, [int(str(row[0])) for row in rows]):
        events.setdefault(row[0], []).append(row[1:])
    wanted = sorted({int(str(subscription)) for _, _, _, _, subscription, *_ in rows if subscription})
    contracts = {contract.id: contract for contract in load_contracts(tx, wanted)}
    return [_ticket(row, events.get(row[0], []), contracts) for row in rows]


def _ticket(row: Row, events: Sequence[Row], contracts: dict[int, Contract]) -> Ticket:
    (
        key,
        org,
        organisation,
        seller,
        subscription,
        opened,
        severity,
        channel,
        title,
        object_,
        link,
        custom,
        _,
    ) = row
    held = tuple(
        Event(str(kind), stored.instant(at), stored.text_or_none(detail)) for kind, at, detail, *_ in events
    )
    story = Story(
        stored.instant(opened),
        str(severity),
        str(channel),
        stored.text_or_none(object_),
        bool(link),
        bool(custom),
        held,
    )
    ended = [str(recorded) for kind, *_, recorded in events if kind == "close"]
    return Ticket(
        int(str(key)),
        str(org),
        int(str(organisation)),
        int(str(seller)),
        contracts.get(int(str(subscription))) if subscription else None,
        str(title),
        story,
        tuple(
            EventView(stored.instant(at), str(kind), stored.text_or_none(what), stored.text_or_none(why))
            for kind, at, what, why, _ in events
        ),
        ended[-1] if ended and story.state() == "closed" else None,
    )


class Desks:
    """Support desks by terms and calendar, read once per transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._book = TermsBook(tx)
        self._days: dict[str, list[tuple[date, str, str, str]]] = {}
        for scope, on, hours, label, recorded in tx.rows(queries.CALENDAR):
            row = date.fromisoformat(str(on)), str(hours), str(label), str(recorded)
            self._days.setdefault(str(scope), []).append(row)
        self._held: dict[tuple[int, str, str | None, date], OpeningHours | None] = {}

    @property
    def book(self) -> TermsBook:
        """The terms of the transaction."""
        return self._book

    def terms(self, ticket: Ticket) -> Terms:
        """Return the terms of a ticket: those of the day it was reported."""
        day = ticket.story.opened_at.date()
        if ticket.contract is not None:
            return self._book.of(ticket.contract)(day)
        return self._book.of_seller(ticket.seller_id, day)

    def desk(self, ticket: Ticket) -> OpeningHours | None:
        """Return the desk that answers a ticket; a closed ticket keeps the calendar of its closing."""
        terms, day = self.terms(ticket), ticket.story.opened_at.date()
        key = ticket.seller_id, ticket.org, ticket.closed_recorded, day
        plain = ticket.contract is None or not ticket.contract.overrides
        if plain and key in self._held:
            return self._held[key]
        scopes = (terms.profile.id, self._book.seller(ticket.seller_id).slug, ticket.org)
        desk = desk_of(terms, self.days(scopes, ticket.closed_recorded))
        self._held[key] = desk
        return desk

    def days(self, scopes: Sequence[str], until: str | None = None) -> tuple[SingleDay, ...]:
        """Return the single days of scopes, the later scope and the later row winning."""
        found: dict[date, SingleDay] = {}
        for scope in dict.fromkeys(scopes):
            for on, hours, label, recorded in self._days.get(scope, ()):
                if until is not None and recorded > until:
                    continue
                if hours == "usual":
                    found.pop(on, None)
                else:
                    found[on] = on, () if hours == "closed" else parse_windows(hours), label
        return tuple(found[on] for on in sorted(found))


def clocks(desks: Desks, ticket: Ticket, now: datetime) -> list[Clock]:
    """Return a ticket's clocks as of an instant."""
    terms = desks.terms(ticket)
    return clocks_of(terms, desks.desk(ticket) if has_clocks(terms) else None, ticket.story, now)


def ticket_view(desks: Desks, ticket: Ticket, now: datetime) -> TicketView:
    """Return a ticket as printed, as of an instant."""
    terms, story = desks.terms(ticket), ticket.story.until(now)
    counted = bool(terms.find("support.hours"))
    return TicketView(
        ref=ticket.ref,
        org=ticket.org,
        severity=story.severities(terms)[-1][1],
        state=story.state(),
        title=ticket.title,
        opened_at=story.opened_at,
        effective_at=effective_at(terms, desks.desk(ticket), story.opened_at) if counted else None,
        channel=story.channel,
        object=story.object,
        external_link=story.external_link,
        custom_fields=story.custom_fields,
        claimed=ticket.claimed,
        clocks=tuple(_clock(clock) for clock in clocks(desks, ticket, now)),
        events=tuple(event for event in ticket.events if event.at <= now),
        says=tuple(sayings(terms, story)),
    )


def _clock(clock: Clock) -> ClockView:
    return ClockView(
        clock.kind,
        clock.state,
        clock.started_at,
        TargetView(*clock.target) if clock.target else None,
        clock.due_at,
        None if clock.elapsed_seconds is None else clock.elapsed_seconds // 60,
        None if clock.remaining_seconds is None else clock.remaining_seconds // 60,
        clock.done_at,
        clock.severity,
        clock.missed_earlier,
        progress(clock),
        clock.clause,
    )


def add_event(
    tx: Transaction, ticket: Ticket, kind: str, detail: str | None = None, evidence: str | None = None
) -> None:
    """Append what happened at the act's instant, and keep the mark of closed tickets."""
    row: dict[str, object] = {
        "ticket_id": ticket.id,
        "kind": kind,
        "at": stamp(tx.at),
        "recorded_at": stamp(tx.recorded_at),
        "detail": detail,
        "evidence": evidence,
    }
    tx.insert("ticket_event", row)
    if kind in ("close", "reopen"):
        tx.run(queries.CLOSE, (int(kind == "close"), ticket.id))
    facts: dict[str, object] = {"ticket": ticket.ref, "at": stamp(tx.at)}
    if detail:
        facts["detail"] = detail
    record_audit(tx, ticket.organisation_id, f"ticket.{kind}", facts)
    tx.tell(f"{ticket.ref}: {kind} at {stamp(tx.at)}")


def reload(tx: Transaction, ticket: Ticket) -> Ticket:
    """Return the ticket anew, with the events of this transaction."""
    return load_ticket(tx, ticket.ref)


def stream_tickets(tx: Transaction, where: str, values: Sequence[object]) -> Iterator[Ticket]:
    """Yield the tickets of a condition over `k` and `o`, a thousand at a time."""
    batch: list[Row] = []
    for row in tx.rows(f"{queries.TICKETS} WHERE {where} ORDER BY k.id", values):
        batch.append(row)
        if len(batch) == queries.ROUND:
            yield from load_tickets(tx, batch)
            batch = []
    yield from load_tickets(tx, batch)
