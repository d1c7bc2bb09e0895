"""Read organisations: one, and many without ever counting for those that are not shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from saasctl.store.database import Store, Transaction
from saasctl.store.queries import organisations as queries
from saasctl.store.queries.matching import any_like, contains
from saasctl.values.answers import Listing
from saasctl.values.views.customer_columns import ORGANISATION_COLUMNS

if TYPE_CHECKING:
    from saasctl.values.views.organisations import OrganisationView

ROUND = 1000
"""Organisations read in one round."""
SORTABLE = ("slug", "name", "country", "siren", "vat_id", "email", "created_on", "terms_version")
"""Fields by which the database orders the list itself."""
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
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


def _rows(store: Store, wanted: OrganisationFilter, day: date, dated: bool, top: Top) -> Iterator[Row]:
    with store.reading() as tx:
        sellers = sellers_by_id(tx)
        where, values = _where(tx, wanted, sellers, day, dated=dated)
        for part in _parts(tx, where, values, day, top):
            yield from _completed(tx, sellers, part, day)


SELECT = f"""
SELECT o.id, o.slug, o.name, o.seller_id, o.terms_version, {queries.STATUS}, o.country, o.siren, o.vat_id,
       o.vat_regime, o.email, o.professional, o.created_on, o.postcode
FROM organisation o WHERE {{where}} ORDER BY {{order}} LIMIT ?
"""


def _parts(
    tx: Transaction, where: str, values: tuple[object, ...], day: date, top: Top
) -> Iterator[list[Row]]:
    days = [day.isoformat()] * queries.STATUS_DAYS
    field = (top.sort or "slug").removeprefix("-")
    if top.limit is not None and top.sort is not None and field in SORTABLE:
        falling = " DESC" if top.sort.startswith("-") else ""
        order = f"o.{field} IS NULL, o.{field}{falling}, o.slug"
        yield tx.rows(SELECT.format(where=where, order=order), (*days, *values, top.limit + 1))
        return
    first = ROUND if top.limit is None or top.sort else min(ROUND, top.limit + 1)
    statement = SELECT.format(where=f"{where} AND o.slug > ?", order="o.slug")
    last = ""
    while True:
        part = tx.rows(statement, (*days, *values, last, first))
        if part:
            yield part
        if len(part) < first:
            return
        last, first = str(part[-1][1]), ROUND


def _where(
    tx: Transaction, wanted: OrganisationFilter, sellers: dict[int, SellerRow], day: date, *, dated: bool
) -> tuple[str, tuple[object, ...]]:
    tests, values = ["1 = 1"], list[object]()
    if dated:
        tests.append("o.created_on <= ?")
        values.append(day.isoformat())
    if wanted.seller is not None:
        tests.append("o.seller_id = ?")
        values.append(seller_named(tx, wanted.seller).id)
    if wanted.terms is not None:
        profile, _, version = wanted.terms.partition("@")
        bound = [seller.id for seller in sellers.values() if seller.profile == profile] or [0]
        tests.append(
            f"o.seller_id IN ({queries.marks(len(bound))})" + (" AND o.terms_version = ?" if version else "")
        )
        values += [*bound, *([version] if version else [])]
    if wanted.status is not None:
        tests.append(f"{queries.STATUS} = ?")
        values += [*[day.isoformat()] * queries.STATUS_DAYS, wanted.status]
    if wanted.text:
        test, patterns = any_like(("o.slug", "o.name", "o.email"), contains(wanted.text))
        tests.append(test)
        values += patterns
    return " AND ".join(tests), tuple(values)


def _completed(
    tx: Transaction, sellers: dict[int, SellerRow], part: Sequence[Row], day: date
) -> Iterator[Row]:
    slots, users, balances = queries.sums(tx, [int(str(row[0])) for row in part], day.isoformat())
    for key, slug, name, seller_id, version, status, country, siren, *others in part:
        vat_id, regime, email, professional, created_on, postcode = others
        seller, known = sellers[int(str(seller_id))], int(str(key))
        if regime is None:
            regime = _regime(seller, (str(country), postcode, vat_id), day)
        figures = (slots.get(known, 0), users.get(known, 0), balances.get(known, 0), seller.currency)
        yield (
            *(slug, name, seller.slug, seller.profile, version, status, country, siren, vat_id, regime),
            *(email, bool(professional), created_on, *figures),
        )


def _regime(seller: SellerRow, place: tuple[str, object, object], day: date) -> str | None:
    from saasctl.acts.details import check_vat
    from saasctl.rules.billing.vat_regimes import VatParty

    country, postcode, vat_id = place
    values: dict[str, str | int | None] = {"country": country}
    values["postcode"] = None if postcode is None else str(postcode)
    values["vat_id"] = None if vat_id is None else str(vat_id)
    return check_vat(values, VatParty(seller.country, seller.postcode, seller.vat_id), day, None)[0]
