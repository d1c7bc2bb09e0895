from saasctl.terms.law.late_payment import LATE_PAYMENT


def test_the_law_of_late_payment() -> None:
    """Commercial code: ten points over the ECB's rate (L441-10 II), EUR 40 (D441-5)."""
    assert (str(LATE_PAYMENT.points), LATE_PAYMENT.fee_cents, LATE_PAYMENT.year_days) == ("10", 4000, 365)
    assert LATE_PAYMENT.clause.source == "law"
