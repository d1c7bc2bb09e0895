from datetime import date

import pytest

from saasctl.values.act import Act


def test_an_act_without_dates_is_dated_by_the_clock_and_is_carried_out() -> None:
    act = Act()
    assert (act.on, act.at, act.dry_run) == (None, None, False)


def test_an_act_is_not_changed_once_it_is_asked_for() -> None:
    replaced: object = Act(on=date(2026, 3, 1))
    with pytest.raises(AttributeError):
        replaced.__setattr__("on", date(2026, 3, 2))
