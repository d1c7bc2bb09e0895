"""Load subscriptions from the store as the pure rules take them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from saasctl.rules.billing.contract import Contract, Phase, standing
from saasctl.rules.billing.pauses import Pause, known_by, merged
from saasctl.rules.billing.slots import Movement
from saasctl.store.database import Transaction
from saasctl.store.queries import contracts as queries
from saasctl.terms.resolve import Answer
from saasctl.values import stored

Row = tuple[object, ...]


def load_contracts(tx: Transaction, ids: Sequence[int]) -> list[Contract]:
    """Return the subscriptions of `ids` with their dated facts, in the order of their ids.

    Ten statements for any number of them.
    """
    phases = _grouped(queries.rows_for(tx, queries.PHASES, ids))
    movements = _grouped(queries.rows_for(tx, queries.MOVEMENTS, ids))
    overrides = _grouped(queries.rows_for(tx, queries.OVERRIDES, ids))
    trainings = dict(_pairs(queries.rows_for(tx, queries.TRAININGS, ids)))
    accesses = dict(_pairs(queries.rows_for(tx, queries.ACCESSES, ids)))
    announced = dict(_pairs(queries.rows_for(tx, queries.ANNOUNCED, ids)))
    rows = queries.rows_for(tx, queries.SUBSCRIPTIONS, ids)
    customers = sorted({stored.whole(row[1]) for row in rows})
    returned = dict(_pairs(queries.rows_for(tx, queries.RETURNED, customers)))
    paused = pauses_of(tx, customers)
    return [
        _contract(
            row,
            standing([_phase(*item) for item in phases.get(row[0], ())]),
            _movements(movements.get(row[0], ())),
            tuple(_override(item) for item in overrides.get(row[0], ())),
            (trainings.get(row[0]), accesses.get(row[0]), announced.get(row[0])),
            (paused.get(stored.whole(row[1]), ()), returned.get(row[1])),
        )
        for row in rows
    ]


def pauses_of(tx: Transaction, ids: Sequence[int]) -> dict[int, tuple[Pause, ...]]:
    """Return the times of force majeure of the customers of `ids`: those of cases and of suspensions.

    The end of an event is the day that its case names, else the last day before the case was closed or
    access given back.
    """
    found: dict[int, dict[int, Pause]] = {}
    for key, case, opened, closed, name, value, told in queries.rows_for(tx, queries.EVENTS, ids):
        of_one = found.setdefault(stored.whole(key), {})
        last = stored.day_or_none(closed)
        held = of_one.get(stored.whole(case)) or Pause(stored.day(opened), last, last)
        if name == "ended_on" and value is not None:
            held = replace(held, last_day=stored.day(value), told_on=stored.day(told))
        elif name == "notified_on" and value is not None:
            held = replace(held, noticed_on=stored.day(value))
        elif name is not None and value is not None:
            held = replace(held, goes_on=value == "yes")
        of_one[stored.whole(case)] = held
    every = {key: list(cases.values()) for key, cases in found.items()}
    for key, from_on, until in queries.rows_for(tx, queries.CUT_OFF, ids):
        back = stored.day_or_none(until)
        last = None if back is None else back - timedelta(days=1)
        every.setdefault(stored.whole(key), []).append(_cut_off(stored.day(from_on), last, back))
    return {key: merged(pauses) for key, pauses in every.items()}


def _cut_off(from_on: date, last: date | None, back: date | None) -> Pause:
    """Return a suspension for force majeure: told with the act that cut access off."""
    return Pause(from_on, last, back, noticed_on=from_on)


def lasting_since(tx: Transaction, organisation_id: int) -> date | None:
    """Return the first day of an event of force majeure that lasts, None where none does."""
    rows = tx.rows(queries.LASTING_OF, (organisation_id, organisation_id))
    return min((stored.day(since) for _, since in rows), default=None)


def load_contract(tx: Transaction, subscription_id: int) -> Contract:
    """Return one subscription with its dated facts."""
    return load_contracts(tx, [subscription_id])[0]


def contracts_as_of(tx: Transaction, ids: Sequence[int], day: date) -> list[Contract]:
    """Return the subscriptions of `ids` as they were known at the end of `day`.

    Movements and ends asked for later are left out, and what was invoiced later is not yet billed.
    """
    later = dict(_pairs(queries.rows_for(tx, queries.BILLED_LATER, ids, day.isoformat())))
    endings = _grouped(queries.rows_for(tx, queries.ENDINGS, ids))
    return [
        _as_of(contract, day, later.get(contract.id), endings.get(contract.id, ()))
        for contract in load_contracts(tx, ids)
    ]


def contract_as_of(tx: Transaction, subscription_id: int, day: date) -> Contract:
    """Return one subscription as it was known at the end of `day`."""
    return contracts_as_of(tx, [subscription_id], day)[0]


def _as_of(contract: Contract, day: date, billed_later: str | None, endings: Sequence[Row]) -> Contract:
    began = max(day, contract.started_on)
    written = began.isoformat()
    return replace(
        contract,
        billed_to=stored.day(billed_later) if billed_later else contract.billed_to,
        movements=tuple(move for move in contract.movements if move.asked_on <= began),
        pauses=known_by(contract.pauses, began),
        ended_on=_known_end(endings, written) if _ends_later(endings, written) else contract.ended_on,
    )


def _ends_later(endings: Sequence[Row], day: str) -> bool:
    """Say whether an end was asked for, or withdrawn, after a day."""
    return any(str(asked) > day or str(withdrawn or "") > day for asked, withdrawn, _ in endings)


def _known_end(endings: Sequence[Row], day: str) -> date | None:
    """Return the last day that was booked by a day and not withdrawn by then."""
    known = [last for asked, withdrawn, last in endings if str(asked) <= day < str(withdrawn or "9999")]
    return stored.day(known[-1]) if known else None


def _grouped(rows: Iterable[Row]) -> dict[object, list[Row]]:
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _pairs(rows: Iterable[Row]) -> Iterable[tuple[object, str]]:
    return ((row[0], str(row[1])) for row in rows)


@lru_cache(maxsize=1000)
def _phase(from_on: object, plan: object, unit: object, anchor: object, free_exit: object) -> Phase:
    return Phase(stored.day(from_on), str(plan), str(unit), stored.day(anchor), bool(free_exit))


def _movements(rows: Iterable[Row]) -> tuple[Movement, ...]:
    return tuple([_movement(*row[:-1], row[-1] is not None) for row in rows])


@lru_cache(maxsize=1000)
def _movement(
    seq: object, kind: object, delta: object, asked_on: object, effective_on: object, billed: bool
) -> Movement:
    """Return a movement of slots; customers of one day share many, and one is made of each."""
    return Movement(
        stored.whole(seq),
        str(kind),
        stored.whole(delta),
        stored.day(asked_on),
        stored.day(effective_on),
        billed,
    )


def _override(row: Row) -> Answer:
    path, value, source, from_on = row
    return Answer(str(path), str(value), str(source), stored.day(from_on))


def _contract(
    row: Row,
    phases: tuple[Phase, ...],
    movements: tuple[Movement, ...],
    overrides: tuple[Answer, ...],
    events: tuple[str | None, str | None, str | None],
    known: tuple[tuple[Pause, ...], str | None],
) -> Contract:
    key, organisation, seller, org, name, started, trial, credits_, ended, billed_to, until, trial_until = row
    training, access, announced = events
    return Contract(
        id=stored.whole(key),
        organisation_id=stored.whole(organisation),
        seller_id=stored.whole(seller),
        org=str(org),
        name=str(name),
        started_on=stored.day(started),
        is_trial=bool(trial),
        billed_to=stored.day(billed_to if billed_to is not None else started),
        announced_on=max(stored.day(day) for day in (started, until, announced) if day is not None),
        credits=stored.whole(credits_ or 0),
        training_ordered=training is not None,
        access_on=date.fromisoformat(access) if access else None,
        ended_on=stored.day(ended) if ended is not None else None,
        phases=phases,
        movements=movements,
        overrides=overrides,
        trial_until=stored.day(trial_until) if trial_until is not None else None,
        pauses=known[0],
        returned_at=stored.instant_or_none(known[1]),
    )
