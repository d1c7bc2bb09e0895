"""Refusing a version: the customer, or one user alone."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.versions import NothingAnnounced
from saasctl.operations.announcing import AnnounceGiven, announce
from saasctl.operations.refusing import refuse_terms
from saasctl.values.views.versions import AnswerView


def test_a_refusal_says_what_follows(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    with pytest.raises(NothingAnnounced):
        refuse_terms(desk.store, "acme", None, None, on("2026-04-20"))
    announce(desk.store, AnnounceGiven("kantree@2021-04-07", date(2026, 5, 5)), on("2026-04-20"))
    view = refuse_terms(desk.store, "acme", None, None, on("2026-05-04")).answer
    assert isinstance(view, AnswerView)
    assert view.follows == "saasctl sub cancel acme --cause terms-refused --on 2026-05-04"
    desk.store.close()
