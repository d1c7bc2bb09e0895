"""The statutes the linter holds contracts against."""

from decimal import Decimal

import pytest

from saasctl.terms.law.statutes import statute, statutes


def test_the_numbers_of_the_law_of_late_payment() -> None:
    assert statute("L441-10-II").numbers["floor_multiple"] == 3
    assert statute("L441-10-II").numbers["default_points"] == 10
    assert statute("D441-5").numbers["indemnity"] == Decimal("40.00")
    assert statute("L441-10-II-recovery").numbers["from_day"] == 1
    assert statute("L441-10-I").numbers["longest_days"] == 60
    assert statute("L441-10-I").numbers["longest_days_end_of_month"] == 45


def test_a_statute_is_cited_as_law() -> None:
    cited = statute("D441-5").cite()
    assert (cited.source, cited.article) == ("law", "D441-5 code de commerce")
    assert cited.says == "The fixed sum for the costs of recovery is EUR 40 for each invoice paid late."


def test_every_statute_has_a_title_and_a_summary_without_address() -> None:
    assert all(one.title and one.says and "://" not in one.says for one in statutes().values())


def test_an_unknown_statute_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        statute("L1-1")
