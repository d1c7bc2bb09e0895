"""A small contract desk for tests: a sandbox store, a seller, its settings and customers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from saasctl.operations.invoicing import run_invoices
from saasctl.operations.sellers import add_seller
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.store.database import Store, create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.answers import Written

SELLERS = {
    "kantree": ("820100006", "FR81820100006"),
    "koban": ("820200004", "FR54820200004"),
    "ksaar": ("820300002", "FR27820300002"),
    "deskapad": ("820400000", "FR00820400000"),
}
SETTINGS = {
    "kantree": {"vat.rate": "20", "invoice.due_days": "30"},
    "koban": {"vat.rate": "20", "slots.without_clause": "prorated"},
    "ksaar": {"vat.rate": "20", "slots.without_clause": "prorated"},
    "deskapad": {"vat.rate": "20", "confirm.D-40": "yes"},
}
FIRST = date(2020, 1, 1)


def on(text: str, key: str | None = None, reason: str | None = None, dry_run: bool = False) -> Act:
    """Return an act dated `text`."""
    return Act(on=date.fromisoformat(text), key=key, reason=reason, dry_run=dry_run)


@dataclass
class Desk:
    """An open store with shortcuts for what most tests do first."""

    store: Store
    path: Path

    def seller(self, profile: str, slug: str | None = None) -> str:
        """Add the example seller of a profile with the settings its invoices need."""
        siren, vat_id = SELLERS[profile]
        file = self.path.with_name(f"{profile}.toml")
        file.write_text(f'name = "Example"\nsiren = "{siren}"\nvat_id = "{vat_id}"\ncountry = "FR"\n')
        name = slug or profile
        add_seller(self.store, name, profile, file, Act(on=FIRST))
        for path, value in SETTINGS[profile].items():
            self.setting(profile, path, value)
        return name

    def setting(self, scope: str, path: str, value: str, from_on: date = FIRST) -> None:
        """Make a setting."""
        with self.store.transaction(Act(on=from_on)) as tx:
            row = {"scope": scope, "path": path, "value": value, "from_on": from_on.isoformat()}
            tx.insert("term_setting", row)

    def org(self, slug: str, seller: str, **more: object) -> int:
        """Insert a customer of a seller, at home and professional unless told otherwise."""
        with self.store.transaction(Act(on=FIRST)) as tx:
            row = tx.one("SELECT id FROM seller WHERE slug = ?", (seller,))
            assert row is not None
            values: dict[str, object] = {
                "slug": slug,
                "seller_id": row[0],
                "name": slug.title(),
                "country": "FR",
            }
            values |= {"email": f"billing@{slug}.example", "professional": 1, "status": "active"}
            return tx.insert("organisation", {**values, "created_on": FIRST.isoformat(), **more})

    def sub(self, org: str, plan: str, unit: str, slots: int, day: str, price: str | None = None) -> Written:
        """Start a subscription named main."""
        given = OrderGiven("main", plan, unit, slots, unit_price=Decimal(price) if price else None)
        return start_subscription(self.store, org, given, on(day))

    def bill(self, day: str, org: str | None = None) -> tuple[str, ...]:
        """Issue what fell due up to a day and return the numbers."""
        return run_invoices(self.store, org, on(day)).keys

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        with self.store.reading() as tx:
            return tx.rows(sql)


def new_desk(folder: Path, *, sandbox: bool = True) -> Desk:
    """Make a store in `folder` and open it."""
    path = folder / "store.db"
    create_store(str(path), sandbox)
    return Desk(open_store(str(path), clock=system_clock()), path)
