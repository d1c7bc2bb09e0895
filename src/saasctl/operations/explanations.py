"""Explain whatever has a key: an invoice, a line, a refusal's code, a rule, a path of the terms."""

import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path

from saasctl import errors
from saasctl.acts.explaining import explain_invoice, explain_line
from saasctl.acts.reading_invoices import invoice_views
from saasctl.errors.base import NotFound, SaasctlError
from saasctl.errors.terms import ProfileInvalid
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.calendars.months import months_after
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import invoices as queries
from saasctl.terms.coverage import load_rules
from saasctl.terms.load import load_profile, profile_names
from saasctl.terms.model import Profile
from saasctl.terms.schema.parameters import parameter_at, text_at
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.views.invoices import Explanation

ORDERED = "S-"
"""What services' keys begin with; a rule may have the same one, and its words then follow."""


def explain_key(key: str, store: Store | None, extra: Path | None, now: date | None = None) -> Explanation:
    """Return the explanation of whatever `key` names. NotFound (exit 3) for anything else.

    An invoice `INV-2026-000001`, a line `INV-2026-000001/1`, a booking `BK-1`, an error code
    `TERM-BLANK`, a rule `K-29`, a path of the terms `slots.invoice`. A ticket as of the instant `now`, a
    case `C-1` and the dates of a subscription `acme/main` as of the day `now`.
    """
    found = _stored(store, key, now) if store else None
    if found is not None and key.startswith(ORDERED) and (rule := _rule(key, extra)) is not None:
        found = replace(found, steps=(*found.steps, *rule.steps))
    found = found or _code(key) or _rule(key, extra) or _path(key, extra)
    found = found or (_subscription(store, key, now) if store else None)
    if found is None:
        raise NotFound(
            f"nothing to explain at {key}",
            why="known: invoices, NUMBER/LINE, subscriptions, quotes, services, bookings, cases, "
            "error codes, rules, paths of the terms",
            fix="saasctl find TEXT" if store else "saasctl explain K-29",
        )
    return found


def _stored(store: Store, key: str, now: date | None) -> Explanation | None:
    if key.startswith("C-"):
        return _case(store, key, now)
    return _ticket(store, key, now) or _order(store, key) or _booking(store, key) or _invoice(store, key)


def _case(store: Store, key: str, now: date | None) -> Explanation | None:
    from saasctl.acts.cases import load_case
    from saasctl.acts.explaining_cases import explain_case
    from saasctl.acts.terms import TermsBook
    from saasctl.errors.cases import CaseUnknown

    day = store.clock.day_of(now) if isinstance(now, datetime) else now or store.clock.today()
    with store.reading() as tx, suppress(CaseUnknown):
        return explain_case(tx, TermsBook(tx), load_case(tx, key), day)
    return None


def _subscription(store: Store, key: str, now: date | None) -> Explanation | None:
    from saasctl.acts.contracts import contract_as_of
    from saasctl.acts.explaining_dates import explain_subscription
    from saasctl.acts.finding import subscription_keyed
    from saasctl.acts.terms import TermsBook

    day = store.clock.day_of(now) if isinstance(now, datetime) else now or store.clock.today()
    with store.reading() as tx, suppress(NotFound):
        contract = contract_as_of(tx, subscription_keyed(tx, key), day)
        return explain_subscription(tx, TermsBook(tx), contract, day)
    return None


def _ticket(store: Store, key: str, now: date | None) -> Explanation | None:
    if not key.startswith("T-"):
        return None
    from saasctl.acts.explaining_tickets import explain_ticket
    from saasctl.acts.ticketing import Desks, load_ticket

    at = now if isinstance(now, datetime) else store.clock.now()
    with store.reading() as tx:
        return explain_ticket(Desks(tx), load_ticket(tx, key), at)


def _order(store: Store, key: str) -> Explanation | None:
    """Return the explanation of a quote or a service, None for another key."""
    if re.fullmatch(r"Q-\d{4}-\d{3,}|S-\d+", key, re.ASCII) is None:
        return None
    from saasctl.acts.explaining_quotes import explain_quote, explain_service
    from saasctl.acts.quotes import load_quote
    from saasctl.acts.servicing import load_service
    from saasctl.acts.terms import TermsBook
    from saasctl.errors.services import ServiceUnknown

    with store.reading() as tx:
        book, day = TermsBook(tx), store.clock.today()
        if key.startswith("Q-"):
            return explain_quote(book, load_quote(tx, key), day)
        with suppress(ServiceUnknown):
            return explain_service(book, load_service(tx, key), day)
    return None


def _booking(store: Store, key: str) -> Explanation | None:
    if not key.startswith("BK-"):
        return None
    from saasctl.acts.booking import load_booking
    from saasctl.acts.crediting import account_of
    from saasctl.acts.explaining_credits import explain_booking
    from saasctl.acts.terms import TermsBook

    with store.reading() as tx:
        held = load_booking(tx, key)
        account = account_of(tx, TermsBook(tx), held.org, date.fromisoformat(held.on_day))
        return explain_booking(tx, account, key, held)


def _invoice(store: Store, key: str) -> Explanation | None:
    number, _, ref = key.partition("/")
    with store.reading() as tx:
        headers = tx.rows(f"{queries.HEADERS} WHERE i.number = ?", (number,))
        view = next(invoice_views(tx, headers, store.clock.today()), None)
        before = _ordered(tx, number) if view is not None and view.kind == "credits" else ()
    if view is None:
        return None
    if not ref:
        whole = explain_invoice(view)
        return replace(whole, steps=(*before, *whole.steps))
    return next((explain_line(view, line) for line in view.lines if line.ref == ref), None)


def _ordered(tx: Transaction, number: str) -> tuple[Step, ...]:
    from saasctl.acts.explaining_credits import order_steps

    return tuple(order_steps(tx, number))


def explain_dates(anchor: date, months: int, count: int) -> Explanation:
    """Return the dates that follow `anchor` in steps of months, each counted from it and never chained.

    Raises ValueMalformed (exit 2) where they pass the year 9999.
    """
    if anchor.year + months * count // 12 >= date.max.year:
        raise ValueMalformed("--from", anchor.isoformat(), "a day whose steps stay within the calendar")
    steps = []
    for number in range(count):
        found = months_after(anchor, number * months)
        words = f"{number * months} month{'s' if number * months != 1 else ''}"
        clipped = "" if found.day == anchor.day else ", the last day of its month"
        inputs: dict[str, str | int] = {"anchor": anchor.isoformat(), "months": number * months}
        text = f"{anchor} + {words} = {found}{clipped}"
        steps.append(Step(text, "add_months(anchor, months)", inputs, found.isoformat(), "date", None))
    return Explanation("dates", f"every {months} months from {anchor}", tuple(steps))


def _code(key: str) -> Explanation | None:
    for kind in _refusals():
        if kind.code == key.upper():
            text = " ".join((kind.__doc__ or "").split())
            steps = [_plain(f"exit {kind.exit}: {text}", "exit", str(kind.exit))]
            example = _example(kind)
            if example is not None:
                said = (example.message, example.why and f"why: {example.why}", example.fix)
                steps.append(_plain("; ".join(word for word in said[:2] if word), "example", kind.code))
                steps += [_plain(f"fix: {example.fix}", "fix", example.fix)] if example.fix else []
            return Explanation(kind.code, text.split(". ")[0], tuple(steps))
    return None


def _example(kind: type[SaasctlError]) -> SaasctlError | None:
    """Return the refusal with its parameters' names in capitals where their values will stand."""
    given = signature(kind).parameters.values()
    make: Callable[..., SaasctlError] = kind
    try:
        return make(**{one.name: _stand_in(one) for one in given if one.default is Parameter.empty})
    except (TypeError, ValueError, AttributeError, IndexError, ArithmeticError):
        return None


def _stand_in(parameter: Parameter) -> object:
    wanted, name = str(parameter.annotation), parameter.name.upper()
    if "date" in wanted:
        return date(2026, 12, 31)
    if "Decimal" in wanted:
        return Decimal(1)
    if "int" in wanted.split("[")[0]:
        return 1
    if "list" in wanted or "Sequence" in wanted or "tuple" in wanted:
        return [name]
    return None if "ClauseRef" in wanted else name


def _refusals() -> Iterator[type[SaasctlError]]:
    for module in pkgutil.iter_modules(errors.__path__):
        for held in vars(import_module(f"saasctl.errors.{module.name}")).values():
            if isinstance(held, type) and issubclass(held, SaasctlError):
                yield held


def _rule(key: str, extra: Path | None) -> Explanation | None:
    for profile in _readable(extra):
        for row in load_rules(profile):
            if row.rule == key.upper():
                clause = ClauseRef("terms", profile.id, profile.version, row.clause, row.rule, row.says)
                told = f"{row.mode}: saasctl {row.command}" if row.command else row.mode
                steps = [_said(f"{told}{'; ' + row.note if row.note else ''}", row.mode, clause)]
                steps += list(_values(profile, row.rule))
                return Explanation(row.rule, f"{profile.name}: {row.says}", tuple(steps))
    return None


def _readable(extra: Path | None) -> Iterator[Profile]:
    """Yield the profiles that can be read: a faulty one does not hide what the others say."""
    for name in profile_names(extra):
        with suppress(ProfileInvalid):
            yield load_profile(name, extra)


def _values(profile: Profile, rule: str) -> Iterator[Step]:
    for entry in profile.entries.values():
        if rule in entry.rules:
            text = text_at(entry.path, entry.value)
            yield _said(f"{entry.path} = {text}", text, profile.cite(entry))
    for mark in profile.opens:
        if mark.kind == "blank" and rule in mark.rule.split():
            yield _said(f"{mark.path}: blank, as {mark.example or 'unset'}", "blank", profile.cite_open(mark))


def _path(key: str, extra: Path | None) -> Explanation | None:
    parameter = parameter_at(key)
    if parameter is None:
        return None
    steps = []
    for profile in _readable(extra):
        entry, mark = profile.entries.get(key), profile.open_at(key)
        if entry is not None:
            text = text_at(entry.path, entry.value)
            choices = f" (or: {', '.join(mark.choices)})" if mark and mark.choices else ""
            steps.append(_said(f"{profile.id}: {text}{choices}", text, profile.cite(entry)))
        elif mark is not None:
            steps.append(_said(f"{profile.id}: blank, as {mark.example}", "blank", profile.cite_open(mark)))
    return Explanation(key, f"{parameter.says} ({parameter.kind.name})", tuple(steps))


def _said(text: str, result: str, clause: ClauseRef) -> Step:
    return Step(text, "value", {"value": result}, result, "text", clause)


def _plain(text: str, name: str, result: str) -> Step:
    return Step(text, name, {name: result}, result, "text", None)
