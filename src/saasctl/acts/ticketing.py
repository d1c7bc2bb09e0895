"""Load tickets with their events, judge their clocks, and add what happens to them."""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import NamedTuple

from saasctl.acts.auditing import record_audit
from saasctl.acts.calendars import Calendars, Kept
from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.errors.tickets import TicketUnknown
from saasctl.rules.billing.contract import Contract
from saasctl.rules.calendars.hours import OpeningHours
from saasctl.rules.tickets.access import NOTHING_SAID, Access
from saasctl.rules.tickets.clocks import Clock, clocks_of
from saasctl.rules.tickets.desk import desk_of, effective_at
from saasctl.rules.tickets.progress import progress
from saasctl.rules.tickets.sheet import Sheet
from saasctl.rules.tickets.story import Event, Story
from saasctl.rules.tickets.words import sayings
from saasctl.store.queries import tickets as queries
from saasctl.store.queries.calendars import LAST_ROW
from saasctl.store.queries.sellers import RECORDED
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clock import stamp, zone_named
from saasctl.values.money import Money
from saasctl.values.views.tickets import ClockView, EventView, ExcludedWorkView, TicketView

Row = tuple[object, ...]


class Ticket(NamedTuple):
    """A ticket as stored, with its events in order of time; a closed one keeps the calendars of then."""

    id: int
    org: str
    organisation_id: int
    seller_id: int
    contract: Contract | None
    title: str
    story: Story
    events: tuple[EventView, ...]
    closed_recorded: str | None
    kept: Kept

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
        about,
        *access,
    ) = row
    reported = stored.instant(opened)
    happened: list[EventView] = []
    held: list[Event] = []
    ended: list[tuple[str, int | None]] = []
    for kind, on, what, why, recorded, calendar in events:
        at = reported if on == opened else stored.instant(on)
        detail, last = stored.text_or_none(what), None
        if calendar is not None:
            last = stored.whole(calendar)
        happened.append(EventView(at, str(kind), detail, stored.text_or_none(why)))
        held.append(Event(str(kind), at, detail, last))
        if kind == "close":
            ended.append((str(recorded), last))
    story = Story(
        reported,
        str(severity),
        str(channel),
        stored.text_or_none(object_),
        bool(link),
        bool(custom),
        tuple(held),
        stored.text_or_none(about) or "anomaly",
        _access(*access),
    )
    closed, kept = ended[-1] if ended and story.state() == "closed" else (None, None)
    return Ticket(
        int(str(key)),
        str(org),
        int(str(organisation)),
        int(str(seller)),
        contracts.get(int(str(subscription))) if subscription else None,
        str(title),
        story,
        tuple(happened),
        closed,
        closed if kept is None else kept,
    )


def _access(browser: object, outdated: object, inches: object, used_from: object) -> Access:
    if browser is outdated is inches is used_from is None:
        return NOTHING_SAID
    size = None if inches is None else stored.whole(inches)
    return Access(stored.text_or_none(browser), bool(outdated), size, stored.text_or_none(used_from))


class Desks:
    """Support desks by terms and calendar, read once per transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._book = TermsBook(tx)
        self._settings_at = [str(at) for (at,) in tx.rows(RECORDED)]
        self._books: dict[str, TermsBook] = {}
        self._terms: dict[tuple[str | None, int | None, int, date], Terms] = {}
        self._alike: dict[int, Terms] = {}
        self._by_content: dict[Hashable, Terms] = {}
        self._sheets: dict[int, Sheet] = {}
        self._says: dict[tuple[object, ...], tuple[str, ...]] = {}
        self.calendars = Calendars(tx)
        self._zones: dict[int, tzinfo] = {}
        self._held: dict[tuple[int, str, Kept, int], OpeningHours | None] = {}

    @property
    def book(self) -> TermsBook:
        """The terms of the transaction."""
        return self._book

    def terms(self, ticket: Ticket, day: date | None = None) -> Terms:
        """Return the terms of a ticket: those of the day it was reported, unless another is named.

        A closed ticket keeps the settings that were on record at its closing.
        """
        on = day or ticket.story.opened_at.astimezone(self._zone(ticket.seller_id)).date()
        contract = ticket.contract if ticket.contract and ticket.contract.overrides else None
        key = ticket.closed_recorded, contract.id if contract else None, ticket.seller_id, on
        found = self._terms.get(key)
        if found is None:
            book = self._book_at(ticket.closed_recorded)
            found = book.of(contract)(on) if contract else book.of_seller(ticket.seller_id, on)
            self._terms[key] = found
        return found

    def sheet(self, terms: Terms) -> Sheet:
        """Return what the terms of the transaction say of clocks, looked up once."""
        found = self._sheets.get(id(terms))
        if found is None:
            alike = self._like(terms)
            found = self._sheets.get(id(alike)) or Sheet(alike)
            self._sheets[id(alike)] = self._sheets[id(terms)] = found
        return found

    def _like(self, terms: Terms) -> Terms:
        """Return the first terms met that say the same, those of another day as a rule."""
        found = self._alike.get(id(terms))
        if found is None:
            found = self._alike[id(terms)] = self._by_content.setdefault(terms.content(), terms)
        return found

    def sayings(self, terms: Terms, story: Story, severity: str) -> tuple[str, ...]:
        """Return what the terms say about a ticket; told once for all that stand alike."""
        excluded = story.course().excluded
        alike = story.about, story.object, story.external_link, story.custom_fields, story.access
        key = id(terms), severity, excluded.detail if excluded else None, alike
        found = self._says.get(key)
        if found is None:
            found = self._says[key] = tuple(sayings(terms, story))
        return found

    def _book_at(self, closed: str | None) -> TermsBook:
        known = bisect_right(self._settings_at, closed) if closed is not None else len(self._settings_at)
        if known == len(self._settings_at):
            return self._book
        by = self._settings_at[known - 1] if known else ""
        if by not in self._books:
            self._books[by] = TermsBook(self._tx, by)
        return self._books[by]

    def _zone(self, seller_id: int) -> tzinfo:
        if seller_id not in self._zones:
            self._zones[seller_id] = zone_named(self._book.seller(seller_id).profile.timezone)
        return self._zones[seller_id]

    def desk(self, ticket: Ticket, known: Terms | None = None, kept: Kept = None) -> OpeningHours | None:
        """Return the desk that answers a ticket, by the calendars that are kept, or those of its closing."""
        terms, kept = known or self.terms(ticket), ticket.kept if kept is None else kept
        key = ticket.seller_id, ticket.org, kept, id(self._like(terms))
        if key not in self._held:
            scopes = (terms.profile.id, self._book.seller(ticket.seller_id).slug, ticket.org)
            self._held[key] = self._desk(terms, scopes, kept)
        return self._held[key]

    def _desk(self, terms: Terms, scopes: Sequence[str], kept: Kept) -> OpeningHours | None:
        days = self.calendars.days(scopes, kept)
        holidays = terms.word("support.holidays", "none")
        if holidays != "none":
            short = self.calendars.short_days(holidays, kept)
            days = tuple({day[0]: day for day in (*short, *days)}.values()) if short else days
        return desk_of(terms, days, lambda name: self.calendars.public(name, kept))


def clocks(desks: Desks, ticket: Ticket, now: datetime) -> list[Clock]:
    """Return a ticket's clocks as of an instant."""
    terms = desks.terms(ticket)
    desk = desks.desk(ticket, terms) if desks.sheet(terms).kinds else None
    found = clocks_of(terms, desk, ticket.story, now, desks.sheet(terms))
    return _as_stopped(desks, ticket, terms, now, found) if desks.calendars.last else found


def _as_stopped(desks: Desks, ticket: Ticket, terms: Terms, now: datetime, found: list[Clock]) -> list[Clock]:
    """Judge clocks that stopped by the calendars on record then, where those changed since."""
    judged = list(found)
    for place, clock in enumerate(found):
        kept = kept_by(desks, ticket, clock)
        if kept is not None:
            desk = desks.desk(ticket, terms, kept)
            again = clocks_of(terms, desk, ticket.story, now, desks.sheet(terms))
            judged[place] = next(one for one in again if one.kind == clock.kind)
    return judged


def kept_by(desks: Desks, ticket: Ticket, clock: Clock) -> int | None:
    """Return the calendars that a clock keeps since it stopped; None where they are those of its ticket."""
    if clock.done_at is None:
        return None
    course = ticket.story.course()
    stopped = (course.taken or course.resolved) if clock.kind == "acknowledge" else course.resolved
    last = ticket.kept if isinstance(ticket.kept, int) else desks.calendars.last
    kept = stopped.calendar if stopped is not None else None
    return kept if kept is not None and kept < last else None


def ticket_view(desks: Desks, ticket: Ticket, now: datetime) -> TicketView:
    """Return a ticket as printed, as of an instant."""
    terms, story = desks.terms(ticket), ticket.story.until(now)
    sheet = desks.sheet(terms)
    desk = desks.desk(ticket, terms) if sheet.kinds or terms.find("support.hours") else None
    reported = effective_at(terms, desk, story.opened_at)
    found = clocks_of(terms, desk, story, now, sheet, reported)
    if desks.calendars.last:
        found = _as_stopped(desks, ticket._replace(story=story), terms, now, found)
    severity = story.severities(terms)[-1][1]
    return TicketView(
        ticket.ref,
        ticket.org,
        severity,
        story.state(),
        ticket.title,
        story.opened_at,
        reported if desk is not None else None,
        story.channel,
        story.object,
        story.external_link,
        story.custom_fields,
        ticket.claimed,
        story.about,
        _excluded_work(desks, ticket, story, now),
        tuple([_clock(clock) for clock in found]),
        ticket.events if story is ticket.story else ticket.events[: len(story.events)],
        desks.sayings(terms, story, severity),
    )


def _excluded_work(desks: Desks, ticket: Ticket, story: Story, now: datetime) -> ExcludedWorkView | None:
    """Return at what rate work on an excluded ticket may be handled, or None (B-48)."""
    if story.course().excluded is None:
        return None
    terms = desks.terms(ticket)
    allowed = terms.find("support.excluded_work")
    if allowed is None:
        return None
    by_work = terms.word("support.excluded_rate_on", "intervention") == "intervention"
    day = (now if by_work else story.opened_at).date()
    rate = desks.terms(ticket, day).find("support.excluded_rate")
    unit, price = terms.profile.currency, None if rate is None else Decimal(str(rate.value))
    hourly = None if price is None else Money.of(price, unit)
    return ExcludedWorkView(allowed.value == "may", hourly, unit, day, allowed.clause)


def _clock(clock: Clock) -> ClockView:
    return ClockView(
        clock.kind,
        clock.state,
        clock.started_at,
        clock.target,
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
    last = tx.one(LAST_ROW)
    row: dict[str, object] = {
        "ticket_id": ticket.id,
        "kind": kind,
        "at": stamp(tx.at),
        "recorded_at": stamp(tx.recorded_at),
        "detail": detail,
        "evidence": evidence,
        "calendar_id": None if last is None else last[0],
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
