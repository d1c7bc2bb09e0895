"""Find organisations, users, subscriptions and invoices by a piece of their key, name or address."""

from collections.abc import Callable, Iterator

from saasctl.store.database import Store, Transaction
from saasctl.store.queries.matching import ESCAPED, any_like, begins, contains
from saasctl.values.answers import Listing
from saasctl.values.views.customer_columns import FOUND_COLUMNS

Found = tuple[str, str, str | None, str | None]
"""Kind, key, name and organisation of what was found."""
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


def find_text(store: Store, text: str) -> Listing:
    """Return what begins with or holds `text`, at most EACH of a kind; case does not count."""
    wanted = text.strip()
    with store.reading() as tx:
        finders: tuple[Callable[[Transaction, str], Iterator[Found]], ...] = (
            _organisations,
            _users,
            _subscriptions,
            _invoices,
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
    held, patterns = any_like(("o.slug", "o.name", "o.email"), contains(text))
    for statement, values in (
        (ORGS.format(where="o.slug >= ? AND o.slug < ?"), begins(low)),
        (ALIASES, (low,)),
        (ORGS.format(where=held), patterns),
    ):
        for slug, name in tx.rows(statement, (*values, EACH)):
            yield "org", str(slug), str(name), str(slug)


def _users(tx: Transaction, text: str) -> Iterator[Found]:
    held, patterns = any_like(("u.email", "u.display_name"), contains(text))
    for where, values in (("u.email >= ? AND u.email < ?", begins(text.lower())), (held, patterns)):
        for email, name, slug in tx.rows(USERS.format(where=where), (*values, EACH)):
            yield "user", str(email), None if name is None else str(name), str(slug)


def _subscriptions(tx: Transaction, text: str) -> Iterator[Found]:
    slug, slash, name = text.lower().partition("/")
    among = (slug, slug + "!") if slash else begins(slug)
    for org, known in tx.rows(SUBSCRIPTIONS, (*among, *begins(name), EACH)):
        yield "subscription", f"{org}/{known}", str(known), str(org)


def _invoices(tx: Transaction, text: str) -> Iterator[Found]:
    number = text.upper()
    pattern = contains(text)[0].upper()
    held = f"upper(i.number) LIKE ? {ESCAPED}"
    for where, values in (("i.number >= ? AND i.number < ?", begins(number)), (held, (pattern,))):
        for known, kind, org in tx.rows(INVOICES.format(where=where), (*values, EACH)):
            yield "invoice", str(known), str(kind), str(org)
