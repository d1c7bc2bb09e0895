from datetime import date

from contracts import terms_of
from saasctl.acts.sayings import sayings, unknown_codes

TERMS = terms_of("ksaar")


def test_every_value_is_said_with_its_rule() -> None:
    said = sayings(TERMS(date(2026, 1, 1)), "ending.harmful-data")
    found = {one.path: (one.value, one.clause.rule) for one in said}
    assert found["ending.harmful-data.by"] == ("vendor", "S-49")


def test_a_closed_list_knows_its_codes() -> None:
    koban, kantree = terms_of("koban")(date(2026, 4, 1)), terms_of("kantree")(date(2026, 4, 1))
    assert unknown_codes(koban, "ending.misconduct", ("anything",)) == ()
    assert unknown_codes(kantree, "ending.breach", ("anything",)) == ()
    closed = terms_of("koban")(date(2026, 4, 1)).words("ending.spam.causes")
    assert unknown_codes(koban, "ending.spam", (*closed, "mood")) == ("mood",)
