"""Findings against the law."""

from saasctl.terms.check.findings import SEVERITIES, unlawful


def test_a_finding_against_the_law_carries_the_statute_and_its_words() -> None:
    found = unlawful("recovery_fee.amount", "it is 10", None, "D441-5")
    assert (found.severity, found.path) == ("warning", "recovery_fee.amount")
    law = "The fixed sum for the costs of recovery is EUR 40 for each invoice paid late."
    assert found.statute == f"D441-5 code de commerce: {law}"


def test_severities_rise() -> None:
    assert SEVERITIES == ("information", "warning", "error")
