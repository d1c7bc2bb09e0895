"""Load subscriptions from the store as the pure rules take them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from saasctl.rules.billing.contract import Contract, Phase
from saasctl.rules.billing.slots import Movement
from saasctl.store.database import Transaction
from saasctl.store.queries import contracts as queries
from saasctl.terms.resolve import Answer
from saasctl.values import stored

Row = tuple[object, ...]


def load_contracts(tx: Transaction, ids: Sequence[int]) -> list[Contract]:
    """Return the subscriptions of `ids` with their dated facts, in the order of their ids.

    Seven statements for any number of them.
    """
    phases = _grouped(queries.rows_for(tx, queries.PHASES, ids))
    movements = _grouped(queries.rows_for(tx, queries.MOVEMENTS, ids))
    overrides = _grouped(queries.rows_for(tx, queries.OVERRIDES, ids))
    trainings = dict(_pairs(queries.rows_for(tx, queries.TRAININGS, ids)))
    accesses = dict(_pairs(queries.rows_for(tx, queries.ACCESSES, ids)))
    announced = dict(_pairs(queries.rows_for(tx, queries.ANNOUNCED, ids)))
    return [
        _contract(
            row,
            tuple(_phase(item) for item in phases.get(row[0], ())),
            tuple(_movement(item) for item in movements.get(row[0], ())),
            tuple(_override(item) for item in overrides.get(row[0], ())),
            (trainings.get(row[0]), accesses.get(row[0]), announced.get(row[0])),
        )
        for row in queries.rows_for(tx, queries.SUBSCRIPTIONS, ids)
    ]


def load_contract(tx: Transaction, subscription_id: int) -> Contract:
    """Return one subscription with its dated facts."""
    return load_contracts(tx, [subscription_id])[0]


def contracts_as_of(tx: Transaction, ids: Sequence[int], day: date) -> list[Contract]:
    """Return the subscriptions of `ids` as they were known at the end of `day`.

    Movements asked for later are left out, and what was invoiced later is not yet billed.
    """
    later = dict(_pairs(queries.rows_for(tx, queries.BILLED_LATER, ids, day.isoformat())))
    return [_as_of(contract, day, later.get(contract.id)) for contract in load_contracts(tx, ids)]


def contract_as_of(tx: Transaction, subscription_id: int, day: date) -> Contract:
    """Return one subscription as it was known at the end of `day`."""
    return contracts_as_of(tx, [subscription_id], day)[0]


def _as_of(contract: Contract, day: date, billed_later: str | None) -> Contract:
    began = max(day, contract.started_on)
    return replace(
        contract,
        billed_to=stored.day(billed_later) if billed_later else contract.billed_to,
        movements=tuple(move for move in contract.movements if move.asked_on <= began),
    )


def _grouped(rows: Iterable[Row]) -> dict[object, list[Row]]:
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _pairs(rows: Iterable[Row]) -> Iterable[tuple[object, str]]:
    return ((row[0], str(row[1])) for row in rows)


def _phase(row: Row) -> Phase:
    from_on, plan, unit, anchor, free_exit = row
    return Phase(stored.day(from_on), str(plan), str(unit), stored.day(anchor), bool(free_exit))


def _movement(row: Row) -> Movement:
    seq, kind, delta, asked_on, effective_on, invoice_id = row
    return Movement(
        stored.whole(seq),
        str(kind),
        stored.whole(delta),
        stored.day(asked_on),
        stored.day(effective_on),
        invoice_id is not None,
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
    )
