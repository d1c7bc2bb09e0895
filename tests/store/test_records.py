from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from saasctl.errors.store import RecordInvalid
from saasctl.store.database import Store
from saasctl.store.records import edit_record, validated, write_record
from saasctl.values.act import Act

SELLER: dict[str, object] = {
    "slug": "acme",
    "name": "Acme",
    "profile": "some",
    "profile_version": "1",
    "country": "FR",
    "currency": "EUR",
    "prefix_invoice": "INV",
    "prefix_credit_note": "CN",
    "created_on": "2026-01-01",
}
USER: dict[str, object] = {
    "organisation_id": 1,
    "email": "a@b.fr",
    "role": "owner",
    "state": "active",
    "holds_slot": 1,
}


def test_a_record_is_written_in_the_open_transaction(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.insert("store_meta", {"name": "before", "value": ""})
        key = write_record(tx, "seller", SELLER)
        assert tx.rows("SELECT id, slug, iban FROM seller") == [(key, "acme", None)]
    with store.reading() as tx:
        assert tx.rows("SELECT slug FROM seller") == [("acme",)]
        assert tx.one("SELECT name FROM store_meta WHERE name = 'before'") == ("before",)


def test_a_record_of_a_dry_run_is_undone_with_it(store: Store) -> None:
    with store.transaction(Act(dry_run=True)) as tx:
        write_record(tx, "seller", SELLER)
    with store.transaction(Act()) as tx:
        assert tx.rows("SELECT slug FROM seller") == []
        write_record(tx, "seller", SELLER)


def test_a_record_and_what_went_before_are_undone_by_a_later_failure(store: Store) -> None:
    def fail() -> None:
        with store.transaction(Act()) as tx:
            write_record(tx, "seller", SELLER)
            edit_record(tx, "seller", 1, {"name": "Other"})
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with store.reading() as tx:
        assert tx.rows("SELECT count(*) FROM seller") == [(0,)]


def test_days_instants_and_flags_are_taken_as_values() -> None:
    paris = timezone(timedelta(hours=2))
    values = USER | {
        "holds_slot": True,
        "last_active_on": date(2026, 7, 1),
        "invited_at": datetime(2026, 7, 1, 0, 30, tzinfo=paris),
    }
    record = validated("org_user", values)
    assert record.model_dump(include={"holds_slot", "last_active_on", "invited_at"}) == {
        "holds_slot": 1,
        "last_active_on": "2026-07-01",
        "invited_at": "2026-06-30T22:30:00Z",
    }


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        pytest.param("seller", "slug", "Acme Corp", id="slug-with-space"),
        pytest.param("seller", "slug", "a", id="slug-of-one-letter"),
        pytest.param("seller", "slug", "a--b", id="slug-with-two-hyphens"),
        pytest.param("seller", "slug", "acme\n", id="slug-with-line-end"),
        pytest.param("seller", "name", "", id="empty-name"),
        pytest.param("seller", "name", "a\x00b", id="null-character"),
        pytest.param("seller", "name", "a\ud800b", id="half-a-surrogate-pair"),
        pytest.param("seller", "name", 3, id="number-for-a-text"),
        pytest.param("seller", "country", "fr", id="small-country"),
        pytest.param("seller", "currency", "EURO", id="long-currency"),
        pytest.param("seller", "created_on", "2026-02-30", id="no-such-day"),
        pytest.param("seller", "created_on", "20260228", id="day-without-hyphens"),
        pytest.param("seller", "created_on", datetime(2026, 2, 28, tzinfo=UTC), id="instant-for-a-day"),
        pytest.param("org_user", "holds_slot", 2, id="flag-of-two"),
        pytest.param("org_user", "organisation_id", "1", id="text-for-a-number"),
        pytest.param("org_user", "organisation_id", 1.0, id="float-for-a-number"),
        pytest.param("org_user", "invited_at", "2026-07-01T00:30:00+02:00", id="instant-not-in-utc"),
        pytest.param(
            "org_user", "invited_at", datetime.fromisoformat("2026-07-01T00:00:00"), id="instant-without-zone"
        ),
        pytest.param("org_user", "invented", "x", id="unknown-field"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_field(table: str, field: str, value: object) -> None:
    good = {"seller": SELLER, "org_user": USER}[table]
    validated(table, good)
    with pytest.raises(RecordInvalid) as refused:
        validated(table, good | {field: value})
    assert refused.value.exit == 4
    assert refused.value.fields == [field]


def test_every_bad_or_missing_field_is_named() -> None:
    with pytest.raises(RecordInvalid) as refused:
        validated("seller", {"slug": "A", "zone": "x"})
    assert set(refused.value.fields) == {"zone", *SELLER}


def test_an_edit_changes_what_it_names_and_keeps_the_rest(store: Store) -> None:
    with store.transaction(Act()) as tx:
        key = write_record(tx, "seller", SELLER | {"city": "Lyon"})
        edit_record(tx, "seller", key, {"name": "Other", "city": None})
    with store.reading() as tx:
        assert tx.rows("SELECT name, city, country FROM seller") == [("Other", None, "FR")]


def test_an_edit_is_checked_and_knows_its_record(store: Store) -> None:
    with store.transaction(Act()) as tx:
        key = write_record(tx, "seller", SELLER)
        with pytest.raises(RecordInvalid):
            edit_record(tx, "seller", key, {"country": "France"})
        with pytest.raises(ValueError, match="no seller has the id 99"):
            edit_record(tx, "seller", 99, {"name": "x"})
        assert tx.rows("SELECT country FROM seller") == [("FR",)]


def test_an_edit_sees_what_plain_statements_wrote_meanwhile(store: Store) -> None:
    with store.transaction(Act()) as tx:
        key = write_record(tx, "seller", SELLER)
        tx.run("UPDATE seller SET city = 'Lyon' WHERE id = ?", (key,))
        edit_record(tx, "seller", key, {"name": "Other"})
        assert tx.rows("SELECT name, city FROM seller") == [("Other", "Lyon")]
