"""Support tickets: open them, record what happens, read them with their clocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from saasctl.acts.finding import organisation_named, seller_named, subscription_keyed
from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.acts.ticketing import (
    Desks,
    Ticket,
    add_event,
    load_ticket,
    reload,
    stream_tickets,
    ticket_view,
)
from saasctl.errors.organisations import SubscriptionUnnamed
from saasctl.errors.subscriptions import SubscriptionUnknown
from saasctl.errors.tickets import (
    ClocksFound,
    ExclusionUnknown,
    PauseUnavailable,
    SeverityUnknown,
    SupportClosed,
    TicketOutOfOrder,
    TicketStateForbids,
)
from saasctl.errors.usage import ValueMalformed, no_such_word
from saasctl.rules.calendars.hours import OpeningHours
from saasctl.rules.tickets.access import NOTHING_SAID, Access, follows, unmet
from saasctl.rules.tickets.story import is_anomaly, starts_clocks
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms
from saasctl.terms.schema.support import SEVERITIES
from saasctl.values.act import Act
from saasctl.values.answers import Flawed, Listing, Written
from saasctl.values.clock import stamp
from saasctl.values.views.tickets import TICKET_COLUMNS, TicketView

ABOUT = ("anomaly", "usage")
"""What a request is about, besides what the terms say is no anomaly."""
WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
VERBS = {
    "ack": ("be acknowledged", ("open", "paused")),
    "pause": ("be paused", ("open", "acknowledged")),
    "resume": ("go on", ("paused",)),
    "severity": ("be classified anew", ("open", "acknowledged", "paused")),
    "workaround": ("get a way round", ("open", "acknowledged", "paused")),
    "resolve": ("be resolved", ("open", "acknowledged", "paused")),
    "close": ("be closed", ("open", "acknowledged", "paused", "resolved", "excluded")),
    "reopen": ("be opened again", ("resolved", "closed", "excluded")),
    "exclude": ("be excluded", ("open", "acknowledged", "paused")),
    "note": ("get a note", ("open", "acknowledged", "paused", "resolved", "closed", "excluded")),
}
"""Each act on a ticket in words, and the states in which it may happen."""


@dataclass(frozen=True, slots=True)
class TicketGiven:
    """What `ticket open` was given."""

    severity: str
    title: str
    channel: str = "tool"
    object: str | None = None
    external_link: bool = False
    custom_fields: bool = False
    about: str = "anomaly"
    access: Access = NOTHING_SAID


def access_of(browser: str | None, screen: int | None, used_from: str | None, *, outdated: bool) -> Access:
    """Return with what a customer used the service. Raises ValueMalformed (exit 2) for another form."""
    if browser is not None and not WORD.fullmatch(browser.lower()):
        raise ValueMalformed(
            "--browser", browser, "a name such as chrome or internet-explorer", "--browser chrome"
        )
    if used_from is not None and not COUNTRY.fullmatch(used_from.upper()):
        raise ValueMalformed("--used-from", used_from, "two letters, as FR", "--used-from FR")
    name = browser.lower() if browser is not None else None
    return Access(name, outdated, screen, used_from.upper() if used_from is not None else None)


def open_ticket(store: Store, org: str, given: TicketGiven, act: Act) -> Written:
    """Open a ticket at the act's instant; its clocks follow from the terms of that day.

    Raises SeverityUnknown (exit 5), BlankTerm (exit 7) where support hours are blank and clocks need
    them. A report outside the counted channels starts no clock and is warned of (B-40). With `--key`
    the same ticket is opened once.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org.partition("/")[0])
        desks = Desks(tx)
        fingerprint = _fingerprint(org, given, tx)
        known = once(tx, "ticket.open", fingerprint)
        if known is None:
            subscription = _subscription(tx, org)
            values: dict[str, object] = {
                "organisation_id": organisation.id,
                "subscription_id": subscription,
                "opened_at": tx.at,
                "severity": given.severity,
                "channel": given.channel,
                "title": given.title,
                "object": given.object,
                "external_link": given.external_link,
                "custom_fields": given.custom_fields,
                "closed": False,
                "about": given.about,
                "browser": given.access.browser,
                "outdated": given.access.outdated or None,
                "screen_inches": given.access.screen_inches,
                "used_from": given.access.used_from,
            }
            known = f"T-{write_record(tx, 'ticket', values)}"
            ticket = load_ticket(tx, known)
            _check_severity(desks.terms(ticket), given.severity)
            _check_about(desks.terms(ticket), given.about)
            _check_channel(desks.terms(ticket), given.channel)
            _check_hours(desks, ticket, tx.at)
            add_event(tx, ticket, "open", given.severity)
            remember(tx, "ticket.open", fingerprint, known)
        ticket = load_ticket(tx, known)
        view = ticket_view(desks, ticket, tx.at)
        warnings = _warnings(desks.terms(ticket), ticket)
        desk = desks.desk(ticket) if view.clocks else None
    told = f"{view.ref}: {view.severity}, {view.state}{_due(view, desk)}"
    return Written(view, (view.ref,), told, warnings)


def _fingerprint(org: str, given: TicketGiven, tx: Transaction) -> str:
    return fingerprint_of(
        org=org,
        severity=given.severity,
        title=given.title,
        channel=given.channel,
        about=given.about,
        at=tx.at.isoformat(),
    )


def _subscription(tx: Transaction, org: str) -> int | None:
    try:
        return subscription_keyed(tx, org)
    except SubscriptionUnknown:
        if "/" in org:
            raise
        return None
    except SubscriptionUnnamed:
        return None


def _check_severity(terms: Terms, severity: str) -> None:
    known = _severities(terms.profile)
    if severity not in known:
        raise SeverityUnknown(severity, known, terms.cite("severity.set_by"))


def _severities(profile: Profile) -> tuple[str, ...]:
    return tuple(name for name in SEVERITIES if name in profile.names_under("severity")) or SEVERITIES


def _check_wanted(desks: Desks, severity: str | None) -> None:
    """Refuse (exit 2) a severity that the terms of no seller have."""
    known = {name: None for profile in desks.book.profiles() for name in _severities(profile)}
    if severity is not None and severity not in known:
        raise no_such_word("--severity", severity, tuple(known))


def _check_about(terms: Terms, about: str) -> None:
    known = (*ABOUT, *terms.words("severity.not_anomaly"))
    if about not in known:
        raise no_such_word("--about", about, known)


def _check_channel(terms: Terms, channel: str) -> None:
    """Ask for the address of e-mail where the document leaves it blank (K-42)."""
    mark = terms.profile.open_at("support.email")
    needed = mark is not None and mark.kind == "blank" and not mark.optional
    if channel == "email" and needed and terms.find("support.email") is None:
        raise terms.blank("support.email")


def _check_hours(desks: Desks, ticket: Ticket, at: datetime) -> None:
    terms = desks.terms(ticket)
    desk = desks.desk(ticket)
    if desk is None or terms.word("support.outside", "next-opening") != "refused" or desk.is_open(at):
        return
    raise SupportClosed(at, desk.next_open(at), terms.cite("support.outside"))


def _unmet(terms: Terms, ticket: Ticket) -> list[str]:
    """Return what of the customer's side was not as the terms ask, and what follows (B-21, S-80)."""
    missing = unmet(terms, ticket.story.access, ticket.story.opened_at.date())
    return [*missing, *follows(terms)] if missing else []


def _warnings(terms: Terms, ticket: Ticket) -> tuple[str, ...]:
    return *_refile(terms, ticket), *_unguaranteed(terms, ticket), *_unmet(terms, ticket)


def _unguaranteed(terms: Terms, ticket: Ticket) -> tuple[str, ...]:
    """Return that restoring is not guaranteed for the object named, with those for which it is (B-45)."""
    known = terms.words("guarantee.objects")
    if not known or ticket.story.object is None or ticket.story.object in known:
        return ()
    return (f"restoring is not guaranteed for {ticket.story.object}; it is for {', '.join(known)}",)


def _refile(terms: Terms, ticket: Ticket) -> tuple[str, ...]:
    if not is_anomaly(terms, ticket.story):
        return (f"{ticket.story.about} is no anomaly: no clock runs",)
    if starts_clocks(terms, ticket.story.channel):
        return ()
    return (f"{ticket.story.channel} starts no clock: ask the customer to file it in the tool",)


def _due(view: TicketView, desk: OpeningHours | None) -> str:
    """Return the dates of a ticket's clocks in the zone of its desk."""
    dues = [
        f"{clock.kind} due {(desk.local(clock.due_at) if desk else clock.due_at).isoformat()}"
        for clock in view.clocks
        if clock.due_at
    ]
    return f"; {', '.join(dues)}" if dues else ""


@dataclass(frozen=True, slots=True)
class Happened:
    """What an act on a ticket was given: its kind, a severity or code, evidence."""

    kind: str
    detail: str | None = None
    evidence: str | None = None


def act_on_ticket(store: Store, ref: str, what: Happened, act: Act) -> Written:
    """Record what happened to a ticket at the act's instant. Nothing recorded is changed.

    Raises TicketStateForbids, PauseUnavailable, ExclusionUnknown, SeverityUnknown (exit 5),
    TicketOutOfOrder (exit 4).
    """
    with store.transaction(act) as tx:
        ticket, desks = load_ticket(tx, ref), Desks(tx)
        fingerprint = fingerprint_of(ref=ticket.ref, kind=what.kind, detail=what.detail)
        if once(tx, f"ticket.{what.kind}", fingerprint) is None:
            _check(desks.terms(ticket), ticket, what, tx.at)
            add_event(tx, ticket, what.kind, what.detail or act.reason, what.evidence)
            remember(tx, f"ticket.{what.kind}", fingerprint, ticket.ref)
        view = ticket_view(desks, reload(tx, ticket), tx.at)
        desk = desks.desk(ticket) if view.clocks else None
    told = f"{view.ref}: {view.severity}, {view.state}{_due(view, desk)}{_billed(view)}"
    return Written(view, (view.ref,), told)


def _billed(view: TicketView) -> str:
    """Return at what price an excluded problem may be handled (B-48)."""
    work = view.excluded_work
    if work is None or view.state != "excluded":
        return ""
    if not work.allowed:
        return "; excluded problems are not handled"
    if work.hourly_rate is None:
        return "; may be handled at a rate that is not set: support.excluded_rate"
    return f"; may be handled at {work.hourly_rate} {work.currency} an hour, the rate of {work.rate_on}"


def _check(terms: Terms, ticket: Ticket, what: Happened, at: datetime) -> None:
    words, states = VERBS[what.kind]
    story = ticket.story
    if at < story.opened_at:
        raise TicketOutOfOrder(ticket.ref, words, at, story.opened_at, "it was opened")
    last = next((event for event in reversed(story.events) if event.kind != "note"), None)
    if last is not None and at < last.at and what.kind != "note":
        raise TicketOutOfOrder(ticket.ref, words, at, last.at, f"{last.kind} is on record")
    state = story.state()
    if state not in states or (what.kind == "ack" and story.first("ack") is not None):
        raise TicketStateForbids(ticket.ref, words, state)
    if what.kind == "severity":
        _check_severity(terms, what.detail or "")
    codes = tuple(name for name in terms.profile.names_under("exclusion") if name not in ("clocks", "open"))
    clause = terms.cite("exclusion.clocks")
    if what.kind == "exclude" and what.detail not in codes:
        raise ExclusionUnknown(what.detail, codes, clause)
    if what.kind == "pause":
        pausing = tuple(code for code in codes if terms.flag(f"exclusion.{code}.pauses", default=True))
        if what.detail not in pausing:
            raise PauseUnavailable(ticket.ref, what.detail, pausing, clause)


def show_ticket(store: Store, ref: str, now: datetime | None) -> TicketView:
    """Return a ticket with its clocks as of an instant."""
    with store.reading() as tx:
        return ticket_view(Desks(tx), load_ticket(tx, ref), now or store.clock.now())


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets to list; closed ones only with `closed`."""

    org: str | None = None
    seller: str | None = None
    severity: str | None = None
    state: str | None = None
    closed: bool = False
    due_within: timedelta | None = None
    fail_on: str | None = None


def list_tickets(store: Store, wanted: TicketFilter, now: datetime | None) -> Flawed:
    """Return the tickets wanted with their clocks, oldest first; open ones unless told otherwise.

    `due_within` keeps those with a running clock due by then, or missed. With `fail_on` the answer
    is refused with ClocksFound (exit 10) when a clock is missed, or at risk within `due_within`.
    """
    at = now or store.clock.now()
    with store.reading() as tx:
        views = list(_views(tx, wanted, at))
    rows: list[tuple[object, ...]] = [view.cells() for view in views]
    listing = Listing("saasctl.ticket.list/1", TICKET_COLUMNS, rows, store.clock.day_of(at))
    return Flawed(listing, _findings(views, wanted, at))


def export_tickets(store: Store, now: datetime | None) -> Listing:
    """Return every ticket with its clocks as of an instant, oldest first; streamed."""
    at = now or store.clock.now()

    def rows() -> Iterator[tuple[object, ...]]:
        with store.reading() as tx:
            for view in _views(tx, TicketFilter(closed=True), at):
                yield view.cells()

    return Listing("saasctl.ticket.list/1", TICKET_COLUMNS, rows(), store.clock.day_of(at))


def _views(tx: Transaction, wanted: TicketFilter, at: datetime) -> Iterator[TicketView]:
    everything = wanted.closed or wanted.state == "closed"
    conditions: list[tuple[str, object]] = [("k.opened_at <= ?", stamp(at))]
    if wanted.org:
        conditions.append(("k.organisation_id = ?", organisation_named(tx, wanted.org).id))
    if wanted.seller:
        conditions.append(("o.seller_id = ?", seller_named(tx, wanted.seller).id))
    where = " AND ".join([*([] if everything else ["k.closed = 0"]), *(text for text, _ in conditions)])
    desks = Desks(tx)
    _check_wanted(desks, wanted.severity)
    for ticket in stream_tickets(tx, where, tuple(value for _, value in conditions)):
        view = ticket_view(desks, ticket, at)
        if wanted.severity and view.severity != wanted.severity:
            continue
        if wanted.state and view.state != wanted.state:
            continue
        if wanted.due_within is not None and not _is_near(view, at, wanted.due_within):
            continue
        yield view


def _is_near(view: TicketView, at: datetime, within: timedelta) -> bool:
    return any(
        clock.state == "missed"
        or (clock.state == "running" and clock.due_at is not None and clock.due_at <= at + within)
        for clock in view.clocks
    )


def _findings(views: list[TicketView], wanted: TicketFilter, at: datetime) -> ClocksFound | None:
    if wanted.fail_on is None:
        return None
    missed = [view.ref for view in views if any(clock.state == "missed" for clock in view.clocks)]
    if wanted.fail_on == "missed":
        return ClocksFound(missed, "missed") if missed else None
    if wanted.due_within is None:
        raise ValueMalformed(
            "--fail-on", "at-risk", "used with --due-within, as 4h", "--fail-on at-risk --due-within 4h"
        )
    near = [view.ref for view in views if _is_near(view, at, wanted.due_within)]
    return ClocksFound(near, "at risk") if near else None
