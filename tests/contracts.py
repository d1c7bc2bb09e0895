"""Subscriptions and terms that the tests of billing rules work on."""

from dataclasses import replace
from datetime import date

from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract, Phase, TermsOn
from saasctl.rules.billing.slots import Movement
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms, in_force
from saasctl.values.money import format_cents

D = date.fromisoformat


def contract(plan: str, unit: str, start: str, slots: int, *, free_exit: bool = False) -> Contract:
    day = D(start)
    return Contract(
        id=1,
        organisation_id=1,
        seller_id=1,
        org="acme",
        name="main",
        started_on=day,
        is_trial=False,
        billed_to=day,
        announced_on=day,
        credits=0,
        training_ordered=False,
        access_on=None,
        ended_on=None,
        phases=(Phase(day, plan, unit, day, free_exit),),
        movements=(Movement(1, "start", slots, day, day),),
        overrides=(),
    )


def terms_of(profile: str, **settings: str) -> TermsOn:
    loaded = load_profile(profile)
    answers = [
        Answer(path.replace("__", ".").replace("D_40", "D-40"), text, "operator", D("2020-01-01"))
        for path, text in settings.items()
    ]
    return lambda day: Terms(loaded, in_force(answers, day))


def amounts(drafts: list[Draft]) -> list[tuple[str, list[str]]]:
    return [(d.obligation_on.isoformat(), [format_cents(line.net_cents) for line in d.lines]) for d in drafts]


def added(base: Contract, seq: int, delta: int, on: str) -> Contract:
    movement = Movement(seq, "addition", delta, D(on), D(on))
    return replace(base, movements=(*base.movements, movement))


KANTREE_10 = terms_of("kantree", price__team__monthly="10.00", price__team__annual="96.00")
