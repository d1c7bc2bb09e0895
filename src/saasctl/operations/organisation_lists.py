"""Read organisations: one, and many without ever counting for those that are not shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from saasctl.store.database import Store, Transaction
from saasctl.store.queries import organisations as queries
from saasctl.store.queries.matching import holding
from saasctl.values.answers import Listing
from saasctl.values.views.customer_columns import ORGANISATION_COLUMNS

if TYPE_CHECKING:
    from saasctl.values.views.organisations import OrganisationView

ROUND = 1000
"""Organisations read in one round."""
SORTABLE = ("slug", "name", "country", "siren", "vat_id", "email", "created_on", "terms_version")
"""Fields by which the database orders the list itself."""
Row = tuple[object, ...]


class OrganisationFilter(NamedTuple):
    """Which organisations to list; None takes all. `terms` is a profile, or one version of it.

    `limit` and `sort` (`name`, `-created_on`) say how many rows will be shown and in what order; they
    only save reading the others.
    """

    text: str | None = None
    status: str | None = None
    terms: str | None = None
    seller: str | None = None
    limit: int | None = None
    sort: str | None = None


def show_organisation(store: Store, org: str, as_of: date | None) -> "OrganisationView":
    """Return one organisation with its contacts, acceptances and notes, as of a day."""
    from saasctl.acts.describing_organisations import organisation_view
    from saasctl.acts.finding import organisation_named
    from saasctl.acts.terms import TermsBook

    with store.reading() as tx:
        day = as_of or store.clock.today()
        return organisation_view(tx, TermsBook(tx), organisation_named(tx, org), day)


def list_organisations(store: Store, wanted: OrganisationFilter, as_of: date | None) -> Listing:
    """Return the organisations wanted, by slug, as of a day; streamed.

    With a day given, those added later are left out. A list that will be cut in the order of a
    field of SORTABLE is ordered and cut by the database.
    """
    day = as_of or store.clock.today()
    rows = _rows(store, wanted, day, dated=as_of is not None)
    return Listing("saasctl.org.list/1", ORGANISATION_COLUMNS, rows, day)


def _rows(store: Store, wanted: OrganisationFilter, day: date, *, dated: bool) -> Iterator[Row]:
    with store.reading() as tx:
        where, values = _where(tx, wanted, day, dated=dated)
        for part in _parts(tx, wanted, where, (*[day.isoformat()] * queries.STATUS_DAYS, *values)):
            yield from _completed(tx, part, day)


SELECT = f"""
SELECT o.id, o.slug, o.name, v.slug, v.profile, o.terms_version, {queries.STATUS}, o.country, o.siren,
       o.vat_id, o.vat_regime, o.email, o.professional, o.created_on, v.currency,
       o.postcode, v.country, v.postcode, v.vat_id
FROM organisation o LEFT JOIN seller v ON v.id = o.seller_id
WHERE {{where}} ORDER BY {{order}} LIMIT ?
"""


def _parts(
    tx: Transaction, wanted: OrganisationFilter, where: str, values: tuple[object, ...]
) -> Iterator[list[Row]]:
    limit, sort = wanted.limit, wanted.sort
    field = (sort or "slug").removeprefix("-")
    if limit is not None and sort is not None and field in SORTABLE:
        falling = " DESC" if sort.startswith("-") else ""
        order = f"o.{field} IS NULL, o.{field}{falling}, o.slug"
        yield tx.rows(SELECT.format(where=where, order=order), (*values, limit + 1))
        return
    size = ROUND if limit is None or sort else min(ROUND, limit + 1)
    statement = SELECT.format(where=f"{where} AND o.slug > ?", order="o.slug")
    last = ""
    while part := tx.rows(statement, (*values, last, size)):
        yield part
        if len(part) < size:
            return
        last, size = str(part[-1][1]), ROUND


def _where(
    tx: Transaction, wanted: OrganisationFilter, day: date, *, dated: bool
) -> tuple[str, tuple[object, ...]]:
    tests: list[tuple[str, tuple[object, ...]]] = [("1 = 1", ())]
    if dated:
        tests.append(("o.created_on <= ?", (day.isoformat(),)))
    if wanted.seller is not None:
        from saasctl.acts.finding import seller_named

        tests.append(("o.seller_id = ?", (seller_named(tx, wanted.seller).id,)))
    if wanted.terms is not None:
        profile, _, version = wanted.terms.partition("@")
        tests.append(("v.profile = ?", (profile,)))
        tests += [("o.terms_version = ?", (version,))] if version else []
    if wanted.status is not None:
        days = [day.isoformat()] * queries.STATUS_DAYS
        tests.append((f"{queries.STATUS} = ?", (*days, wanted.status)))
    if wanted.text:
        tests.append(holding(tx, "organisation", "o", wanted.text))
    return " AND ".join(test for test, _ in tests), tuple(value for _, held in tests for value in held)


def _completed(tx: Transaction, part: Sequence[Row], day: date) -> Iterator[Row]:
    slots, users, balances = queries.sums(tx, [int(str(row[0])) for row in part], day.isoformat())
    for key, *shown in part:
        *plain, country, siren, vat_id, regime, email, professional, created_on, currency = shown[:14]
        if regime is None:
            regime = _regime((country, shown[14], vat_id), shown[15:], day)
        known = int(str(key))
        figures = (slots.get(known, 0), users.get(known, 0), balances.get(known, 0), currency)
        yield (*plain, country, siren, vat_id, regime, email, bool(professional), created_on, *figures)


def _regime(place: Sequence[object], seller: Sequence[object], day: date) -> str | None:
    from saasctl.acts.details import check_vat
    from saasctl.rules.billing.vat_regimes import VatParty

    country, postcode, vat_id = (None if value is None else str(value) for value in place)
    home, home_postcode, home_vat_id = (None if value is None else str(value) for value in seller)
    values: dict[str, str | int | None] = {"country": country, "postcode": postcode, "vat_id": vat_id}
    return check_vat(values, VatParty(home or "", home_postcode, home_vat_id), day, None)[0]
