"""The operator's answers to what a profile leaves open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contracts
from saasctl.acts.prefixes import PATHS, apply_prefix
from saasctl.acts.rates import rates_of
from saasctl.acts.scheduling import schedule
from saasctl.acts.taxing import check_home_rate
from saasctl.acts.terms import TermsBook, answers_of
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.terms.check.law import law_findings
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms, check_setting, parse_value
from saasctl.terms.schema.parameters import text_at
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.clock import stamp
from saasctl.values.views.settings import SettingsView, SettingView

SELLER = "SELECT id, profile, profile_version FROM seller WHERE slug = ?"
OF_PROFILE = "SELECT id FROM seller WHERE profile = ? ORDER BY id"
AFFECTED = "SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id"
APART = ("price", "vat", "number", "confirm", "permission")
"""Tables of paths that move no due date."""
ROUND = 1000


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whose answers are given: a profile's, or one seller's."""

    name: str
    profile: Profile
    sellers: list[int]
    alone: bool


def set_terms(store: Store, scope: str, settings: Sequence[tuple[str, str]], act: Act) -> Written:
    """Answer blanks, conventions or readings of a profile, or of one seller, from a day on.

    A seller's own setting wins over its profile's. The same value again changes nothing; another
    one counts from its day on, earlier bills stay. Raises SettingRefused (exit 5) for a path the
    profile does not leave open, SettingMalformed (exit 2), VatRateUnlawful (exit 5). A value below
    the law is kept and warned of.
    """
    with store.transaction(act, ahead=True) as tx:
        whose = _scope(tx, scope)
        answers = dict(settings)
        for path, text in answers.items():
            check_setting(whose.profile, path, text)
            if path == "vat.rate":
                check_home_rate(Decimal(text), tx.on)
        before = _terms(tx, whose)
        made = [(path, text) for path, text in answers.items() if _put(tx, whose, path, text)]
        warnings = [*_renumbered(tx, whose, made), *_unlawful(tx, whose, made)]
        if any(path.split(".")[0] not in APART for path, _ in made):
            _reschedule(tx, whose)
        views = tuple(SettingView(scope, path, text, tx.on) for path, text in answers.items())
        day = tx.on
    count = f"{len(made)} setting{'s' if len(made) != 1 else ''}"
    told = f"{scope}: {count} made from {day}; {_undo(before, made, scope, day.isoformat())}"
    told = told if made else f"{scope} is unchanged"
    return Written(SettingsView(scope, whose.profile.name, views), (scope,), told, tuple(warnings))


def _scope(tx: Transaction, name: str) -> _Scope:
    extra = Path(tx.terms_path) if tx.terms_path else None
    row = tx.one(SELLER, (name,))
    if row is not None and row[1] != name:
        return _Scope(name, load_profile(f"{row[1]}@{row[2]}", extra), [int(str(row[0]))], alone=True)
    profile = load_profile(f"{row[1]}@{row[2]}" if row else name, extra)
    sellers = [int(str(key)) for (key,) in tx.rows(OF_PROFILE, (profile.id,))]
    return _Scope(profile.id, profile, sellers, alone=False)


def _terms(tx: Transaction, whose: _Scope) -> Terms:
    """Return what is in force for the scope on the act's day."""
    if whose.alone:
        return TermsBook(tx).of_seller(whose.sellers[0], tx.on)
    return Terms(whose.profile, answers_of(tx, whose.name, tx.on))


def _put(tx: Transaction, whose: _Scope, path: str, text: str) -> bool:
    held = answers_of(tx, whose.name, tx.on).get(path)
    if held is not None and parse_value(path, held.text) == parse_value(path, text):
        return False
    values = {"scope": whose.name, "path": path, "value": text, "from_on": tx.on.isoformat()}
    write_record(tx, "term_setting", values | {"recorded_at": stamp(tx.recorded_at)})
    facts: dict[str, object] = {"scope": whose.name, "path": path, "value": text}
    record_audit(tx, None, "terms.set", facts | {"from": tx.on.isoformat()})
    tx.tell(f"{whose.name}: {path} = {text} from {tx.on}")
    return True


def _renumbered(tx: Transaction, whose: _Scope, made: Sequence[tuple[str, str]]) -> Iterator[str]:
    for path, text in made:
        if path in PATHS:
            yield from apply_prefix(tx, path, text, whose.sellers)


def _unlawful(tx: Transaction, whose: _Scope, made: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what is below the law among the values just set."""
    paths = dict(made)
    for finding in law_findings(_terms(tx, whose), rates_of(tx), tx.on):
        if finding.path in paths and finding.severity != "information":
            yield f"{finding.path}: {finding.message} ({finding.statute})"


def _reschedule(tx: Transaction, whose: _Scope) -> None:
    book = TermsBook(tx)
    marks = ", ".join("?" * len(whose.sellers))
    rows = tx.rows(f"{AFFECTED} WHERE o.seller_id IN ({marks}) ORDER BY s.id", whose.sellers)
    ids = [int(str(row[0])) for row in rows]
    for first in range(0, len(ids), ROUND):
        for contract in load_contracts(tx, ids[first : first + ROUND]):
            schedule(tx, book, contract)


def _undo(before: Terms, made: Sequence[tuple[str, str]], scope: str, day: str) -> str:
    """Return the command that gives the values from before, or how to replace those that had none."""
    held = {path: before.find(path) for path, _ in made}
    known = [f"{path}={_quoted(path, found.value)}" for path, found in held.items() if found is not None]
    unknown = [path for path, found in held.items() if found is None]
    told = [f"undo: saasctl terms set {scope} {' '.join(known)} --on {day}"] if known else []
    if unknown:
        told.append(f"{', '.join(unknown)} had no value: set another for the same day to replace it")
    return "; ".join(told)


def _quoted(path: str, value: object) -> str:
    text = text_at(path, value)
    return f'"{text}"' if any(letter in text for letter in " ;,'") else text
