"""A sandbox store with sellers of several vendors, and its acts on a fixed day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from saasctl.operations.organisations import add_organisation
from saasctl.operations.sellers import add_seller
from saasctl.store.database import Store, create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

SELLER = """
name = "Seller of {terms}"
country = "FR"
siren = "303265045"
vat_id = "FR40303265045"
postcode = "31000"
"""
OPENED = Act(on=date(2026, 1, 1))


@pytest.fixture
def store(tmp_path: Path, store_engine: str) -> Iterator[Store]:
    """An empty sandbox store, in SQLite or in a database of PostgreSQL."""
    with place_of_a_store(tmp_path, store_engine) as path:
        opened = open_store(path, clock=system_clock())
        yield opened
        opened.close()


@contextmanager
def place_of_a_store(folder: Path, engine: str) -> Iterator[str]:
    """Yield the place of a new sandbox store."""
    if engine == "postgresql":
        from postgres import empty_store

        with empty_store() as url:
            yield url
        return
    path = str(folder / "store.db")
    create_store(path, sandbox=True)
    yield path


@pytest.fixture
def selling(store: Store, tmp_path: Path) -> Callable[[str], str]:
    """Add a seller under a profile of terms, named like it."""

    def sell(terms: str) -> str:
        slug = terms.split("@")[0]
        file = tmp_path / f"{slug}.toml"
        file.write_text(SELLER.format(terms=slug), encoding="utf-8")
        add_seller(store, slug, terms, file, OPENED)
        return slug

    return sell


@pytest.fixture
def customer(store: Store, selling: Callable[[str], str]) -> Callable[..., str]:
    """Open an organisation under a vendor's terms: `customer("kantree", "acme", city="Lyon")`."""
    sellers: set[str] = set()

    def open_one(terms: str, slug: str = "acme", **fields: str) -> str:
        if terms not in sellers:
            sellers.add(selling(terms))
        details = {"name": slug.title(), "email": f"{slug}@{slug}.example", **fields}
        if terms == "ksaar":
            needed = {"phone": "+33561000000", "contact_first": "Nora", "contact_last": "Petit"}
            details = {**needed, "employees": "14", **details}
        add_organisation(store, terms, {"slug": slug, **details}, True, (), OPENED)
        return slug

    return open_one
