"""The chart a seller starts with."""

from saasctl.rules.ledger.posting import AGAINST, ROLES
from saasctl.terms.law.accounts import JOURNALS, PLAN


def test_every_role_that_is_booked_has_an_account_of_the_french_plan() -> None:
    booked = {*ROLES.values(), *(role for role, _ in AGAINST.values())}
    assert booked | {"customer", "vat", "deferred", "opening", "sales.other"} == set(PLAN)
    assert all(len(account.number) == 6 and account.number.isdigit() for account in PLAN.values())
    assert {journal for _, journal in AGAINST.values()} | {"VE"} == set(JOURNALS)
