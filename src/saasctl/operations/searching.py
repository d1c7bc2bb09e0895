"""Find customers, users, subscriptions, invoices, quotes and what has a number, by a piece of it."""

from collections.abc import Callable, Iterator
from itertools import chain

from saasctl.store.database import Store, Transaction
from saasctl.store.queries.matching import any_like, begins, contains, holding
from saasctl.values.answers import Listing
from saasctl.values.views.customer_columns import FOUND_COLUMNS

Found = tuple[str, str, str | None, str | None]
"""Kind, key, name and organisation of what was found."""
Row = tuple[object, ...]
LONGEST = 9
"""Digits of a number at most."""
EACH = 20
"""Results of one kind at most: those that begin with the text first, then those that hold it."""

ORGS = "SELECT o.slug, o.name FROM organisation o WHERE {where} ORDER BY o.slug LIMIT ?"
ALIASES = """
SELECT o.slug, o.name FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id
WHERE a.slug = ? LIMIT ?
"""
USERS = """
SELECT u.email, u.display_name, o.slug FROM org_user u JOIN organisation o ON o.id = u.organisation_id
WHERE {where} ORDER BY u.email, o.slug LIMIT ?
"""
SUBSCRIPTIONS = """
SELECT o.slug, s.name FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE o.slug >= ? AND o.slug < ? AND s.name >= ? AND s.name < ? ORDER BY o.slug, s.name LIMIT ?
"""
INVOICES = """
SELECT i.number, i.kind, o.slug FROM invoice i JOIN organisation o ON o.id = i.organisation_id
WHERE {where} ORDER BY i.number LIMIT ?
"""
QUOTES = """
SELECT q.ref, q.title, o.slug FROM quote q JOIN organisation o ON o.id = q.organisation_id
WHERE {where} ORDER BY q.ref LIMIT ?
"""
OF_ORG = "JOIN organisation o ON o.id = x.organisation_id WHERE x.id = ?"
NUMBERED = {
    "T-": ("ticket", f"SELECT x.title, o.slug FROM ticket x {OF_ORG}"),
    "C-": ("case", f"SELECT x.kind, o.slug FROM case_file x {OF_ORG}"),
    "S-": ("service", f"SELECT x.code, o.slug FROM service_order x {OF_ORG}"),
    "BK-": ("booking", f"SELECT x.category, o.slug FROM booking x {OF_ORG}"),
}
"""What goes by a number, by the letters before it."""


def find_text(store: Store, text: str) -> Listing:
    """Return what begins with or holds `text`, at most EACH of a kind; case does not count."""
    wanted = text.strip()
    with store.reading() as tx:
        finders: tuple[Callable[[Transaction, str], Iterator[Found]], ...] = (
            _organisations,
            _users,
            _subscriptions,
            _invoices,
            _quotes,
            _numbered,
        )
        rows = [found for finder in finders for found in _first(finder(tx, wanted))] if wanted else []
    return Listing("saasctl.find/1", FOUND_COLUMNS, rows, store.clock.today())


def _first(found: Iterator[Found]) -> list[Found]:
    kept: dict[tuple[str, str | None], Found] = {}
    for one in found:
        kept.setdefault((one[1], one[3]), one)
        if len(kept) == EACH:
            break
    return list(kept.values())


def _organisations(tx: Transaction, text: str) -> Iterator[Found]:
    low = text.lower()
    rows = chain(
        _beginning(tx, ORGS, "o.slug", low),
        tx.rows(ALIASES, (low, EACH)),
        _holding(tx, ORGS, ("organisation", "o"), text),
    )
    return (("org", str(slug), str(name), str(slug)) for slug, name in rows)


def _users(tx: Transaction, text: str) -> Iterator[Found]:
    rows = chain(_beginning(tx, USERS, "u.email", text.lower()), _holding(tx, USERS, ("org_user", "u"), text))
    for email, name, slug in rows:
        yield "user", str(email), None if name is None else str(name), str(slug)


def _subscriptions(tx: Transaction, text: str) -> Iterator[Found]:
    slug, slash, name = text.lower().partition("/")
    among = (slug, slug + "!") if slash else begins(slug)
    for org, known in tx.rows(SUBSCRIPTIONS, (*among, *begins(name), EACH)):
        yield "subscription", f"{org}/{known}", str(known), str(org)


def _invoices(tx: Transaction, text: str) -> Iterator[Found]:
    rows = chain(
        _beginning(tx, INVOICES, "i.number", text.upper()), _holding(tx, INVOICES, ("invoice", "i"), text)
    )
    return (("invoice", str(known), str(kind), str(org)) for known, kind, org in rows)


def _quotes(tx: Transaction, text: str) -> Iterator[Found]:
    where, values = any_like(["q.title"], contains(text))
    rows = chain(
        _beginning(tx, QUOTES, "q.ref", text.upper()),
        tx.rows(QUOTES.format(where=where), (*values, EACH)),
    )
    for ref, title, org in rows:
        yield "quote", str(ref), None if title is None else str(title), str(org)


def _numbered(tx: Transaction, text: str) -> Iterator[Found]:
    """Yield the ticket, case, service or booking of that very key."""
    letters, dash, number = text.upper().partition("-")
    found = NUMBERED.get(letters + dash)
    if found is None or not number.isdecimal() or len(number) > LONGEST:
        return
    kind, statement = found
    for name, org in tx.rows(statement, (int(number),)):
        yield kind, f"{letters}-{int(number)}", None if name is None else str(name), str(org)


def _beginning(tx: Transaction, statement: str, key: str, text: str) -> Iterator[Row]:
    yield from tx.rows(statement.format(where=f"{key} >= ? AND {key} < ?"), (*begins(text), EACH))


def _holding(tx: Transaction, statement: str, table: tuple[str, str], text: str) -> Iterator[Row]:
    where, values = holding(tx, *table, text)
    yield from tx.rows(statement.format(where=where), (*values, EACH))
