from datetime import UTC, date, datetime

import pytest

from saasctl.store.database import Store, Transaction
from saasctl.store.queries.clauses import clause_by_id, clause_id
from saasctl.store.queries.meta import keep_zone
from saasctl.values.act import Act
from saasctl.values.clause import ClauseRef


def clause(article: str) -> dict[str, object]:
    return {"source": "terms", "profile": "", "version": "", "article": article, "rule": "", "says": ""}


def attempt_in_vain(tx: Transaction, clause: ClauseRef) -> None:
    with tx.attempt():
        clause_id(tx, clause)
        tx.tell("lost")
        raise LookupError


def test_rows_come_all_at_once_one_by_one_or_alone(store: Store) -> None:
    with store.transaction(Act()) as tx:
        keys = [tx.insert("clause", clause(article)) for article in ("1", "2")]
        sql = "SELECT article FROM clause WHERE id >= ? ORDER BY id"
        assert tx.rows(sql, (keys[0],)) == [("1",), ("2",)]
        assert list(tx.stream(sql, (keys[1],))) == [("2",)]
        assert tx.one(sql, (keys[0],)) == ("1",)
        assert tx.one(sql, (99,)) is None


def test_a_write_says_how_many_rows_it_touched(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.many(
            "INSERT INTO store_meta (name, value) VALUES (?, '')", ((str(number),) for number in range(3))
        )
        assert tx.run("UPDATE store_meta SET value = 'x' WHERE name IN ('0', ?)", ("1",)) == 2


@pytest.mark.parametrize(
    ("act", "on", "at"),
    [
        pytest.param(
            Act(on=date(2026, 7, 1)), date(2026, 7, 1), datetime(2026, 6, 30, 22, tzinfo=UTC), id="a-day"
        ),
        pytest.param(
            Act(at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC)),
            date(2026, 7, 1),
            datetime(2026, 6, 30, 22, 30, tzinfo=UTC),
            id="an-instant",
        ),
        pytest.param(
            Act(on=date(2026, 7, 2), at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC)),
            date(2026, 7, 2),
            datetime(2026, 6, 30, 22, 30, tzinfo=UTC),
            id="both",
        ),
    ],
)
def test_an_act_takes_effect_on_its_day_in_the_store_s_zone(
    store: Store, act: Act, on: date, at: datetime
) -> None:
    with store.transaction(Act()) as tx:
        keep_zone(tx, "Europe/Paris")
    with store.transaction(act) as tx:
        assert (tx.on, tx.at) == (on, at)


def test_an_act_without_dates_takes_effect_now(store: Store) -> None:
    with store.transaction(Act()) as tx:
        assert tx.on == store.clock.today()
        assert abs((tx.at - store.clock.now()).total_seconds()) <= 1
        assert tx.recorded_at.tzinfo is UTC


def test_each_transaction_is_an_operation_of_its_own(store: Store) -> None:
    with store.transaction(Act()) as first:
        pass
    with store.transaction(Act()) as second:
        pass
    assert first.operation.startswith("op-")
    assert first.operation != second.operation


def test_an_attempt_that_fails_undoes_only_itself(store: Store) -> None:
    kept, lost = ClauseRef("terms", article="1"), ClauseRef("terms", article="2")
    with store.transaction(Act()) as tx:
        first = clause_id(tx, kept)
        tx.tell("kept")
        with pytest.raises(LookupError):
            attempt_in_vain(tx, lost)
        with tx.attempt():
            again = clause_id(tx, lost)
    assert store.told == ["kept"]
    with store.reading() as tx:
        assert (clause_by_id(tx, first), clause_by_id(tx, again)) == (kept, lost)
        assert tx.rows("SELECT count(*) FROM clause") == [(2,)]
