"""Explain whatever has a key: an invoice, a line, a refusal's code, a rule, a path of the terms."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from saasctl import errors
from saasctl.acts.explaining import explain_invoice, explain_line
from saasctl.acts.reading_invoices import invoice_views
from saasctl.errors.base import NotFound, SaasctlError
from saasctl.store.database import Store
from saasctl.store.queries import invoices as queries
from saasctl.terms.coverage import load_rules
from saasctl.terms.load import load_profile, profile_names
from saasctl.terms.model import Profile
from saasctl.terms.schema.parameters import parameter_at, text_at
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.views.invoices import Explanation


def explain_key(key: str, store: Store | None, extra: Path | None) -> Explanation:
    """Return the explanation of whatever `key` names. NotFound (exit 3) for anything else.

    An invoice `INV-2026-000001`, a line `INV-2026-000001/1`, an error code `TERM-BLANK`, a rule
    `K-29`, a path of the terms `slots.invoice`.
    """
    found = (_invoice(store, key) if store else None) or _code(key) or _rule(key, extra) or _path(key, extra)
    if found is None:
        raise NotFound(
            f"nothing to explain at {key}",
            why="known: invoice numbers, NUMBER/LINE, error codes, rule ids, paths of the terms",
            fix="saasctl find TEXT" if store else "saasctl explain K-29",
        )
    return found


def _invoice(store: Store, key: str) -> Explanation | None:
    number, _, ref = key.partition("/")
    with store.reading() as tx:
        headers = tx.rows(f"{queries.HEADERS} WHERE i.number = ?", (number,))
        view = next(invoice_views(tx, headers, store.clock.today()), None)
    if view is None:
        return None
    if not ref:
        return explain_invoice(view)
    return next((explain_line(view, line) for line in view.lines if line.ref == ref), None)


def _code(key: str) -> Explanation | None:
    for kind in _refusals():
        if kind.code == key.upper():
            text = " ".join((kind.__doc__ or "").split())
            step = Step(
                f"exit {kind.exit}: {text}", "exit", {"exit": kind.exit}, str(kind.exit), "exit", None
            )
            return Explanation(kind.code, text.split(". ")[0], (step,))
    return None


def _refusals() -> Iterator[type[SaasctlError]]:
    for module in pkgutil.iter_modules(errors.__path__):
        for held in vars(import_module(f"saasctl.errors.{module.name}")).values():
            if isinstance(held, type) and issubclass(held, SaasctlError):
                yield held


def _rule(key: str, extra: Path | None) -> Explanation | None:
    for name in profile_names(extra):
        profile = load_profile(name, extra)
        for row in load_rules(profile):
            if row.rule == key.upper():
                clause = ClauseRef("terms", profile.id, profile.version, row.clause, row.rule, row.says)
                told = f"{row.mode}: saasctl {row.command}" if row.command else row.mode
                steps = [_said(f"{told}{'; ' + row.note if row.note else ''}", row.mode, clause)]
                steps += list(_values(profile, row.rule))
                return Explanation(row.rule, f"{profile.name}: {row.says}", tuple(steps))
    return None


def _values(profile: Profile, rule: str) -> Iterator[Step]:
    for entry in profile.entries.values():
        if rule in entry.rules:
            text = text_at(entry.path, entry.value)
            yield _said(f"{entry.path} = {text}", text, profile.cite(entry))


def _path(key: str, extra: Path | None) -> Explanation | None:
    parameter = parameter_at(key)
    if parameter is None:
        return None
    steps = []
    for name in profile_names(extra):
        profile = load_profile(name, extra)
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
