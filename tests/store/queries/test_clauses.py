import pytest

from saasctl.store.database import Store
from saasctl.store.queries.clauses import clause_by_id, clause_id
from saasctl.values.act import Act
from saasctl.values.clause import ClauseRef

WHOLE = ClauseRef("terms", "kept", "2026", "9.3", "D-62", "Renewal.")


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param(WHOLE, id="whole"),
        pytest.param(ClauseRef("law", article="L. 441-10"), id="parts-absent"),
        pytest.param(ClauseRef("override", says='devis "3"; DROP TABLE clause'), id="hostile-text"),
    ],
)
def test_a_citation_comes_back_as_it_was(store: Store, clause: ClauseRef) -> None:
    with store.transaction(Act()) as tx:
        key = clause_id(tx, clause)
    with store.reading() as tx:
        assert clause_by_id(tx, key) == clause


def test_a_citation_is_kept_once(store: Store) -> None:
    keys = []
    for _ in range(2):
        with store.transaction(Act()) as tx:
            keys += [clause_id(tx, WHOLE), clause_id(tx, WHOLE)]
    with store.reading() as tx:
        assert tx.rows("SELECT count(*) FROM clause") == [(1,)]
    assert len(set(keys)) == 1


def test_citations_that_differ_in_one_part_are_kept_apart(store: Store) -> None:
    with store.transaction(Act()) as tx:
        keys = {
            clause_id(tx, clause) for clause in (WHOLE, WHOLE.saying("Ends."), ClauseRef("terms", "kept"))
        }
    assert len(keys) == 3


def test_an_unknown_id_is_a_mistake(store: Store) -> None:
    with store.reading() as tx, pytest.raises(ValueError, match="no clause has the id 9"):
        clause_by_id(tx, 9)
