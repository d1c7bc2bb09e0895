"""The operator's answers to what a profile leaves open."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contracts
from saasctl.acts.scheduling import schedule
from saasctl.acts.taxing import check_home_rate
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import check_setting
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.settings import SettingsView, SettingView

SELLER = "SELECT profile, profile_version FROM seller WHERE slug = ?"
HELD = """
SELECT value FROM term_setting WHERE scope = ? AND path = ? AND from_on <= ?
ORDER BY from_on DESC, id DESC LIMIT 1
"""
AFFECTED = """
SELECT s.id FROM subscription s
JOIN organisation o ON o.id = s.organisation_id
JOIN seller v ON v.id = o.seller_id
WHERE v.profile = ? OR v.slug = ? ORDER BY s.id
"""
ROUND = 1000


def set_terms(store: Store, scope: str, settings: Sequence[tuple[str, str]], act: Act) -> Written:
    """Answer blanks, conventions or readings of a profile, or of one seller, from a day on.

    A seller's own setting wins over its profile's. The same value again changes nothing; another
    one counts from its day on, earlier bills stay. Raises SettingRefused (exit 5) for a path the
    profile does not leave open, SettingMalformed (exit 2), VatRateUnlawful (exit 5).
    """
    with store.transaction(act) as tx:
        profile = _profile(tx, scope)
        for path, text in settings:
            check_setting(profile, path, text)
            if path == "vat.rate":
                check_home_rate(Decimal(text), tx.on)
        made = [_put(tx, scope, path, text) for path, text in settings]
        if any(made):
            _reschedule(tx, profile, scope)
        views = tuple(SettingView(scope, path, text, tx.on) for path, text in settings)
    changed = sum(made)
    told = (
        f"{scope}: {changed} setting{'s' if changed != 1 else ''} made from {act.on or store.clock.today()}"
    )
    return Written(
        SettingsView(scope, profile.name, views), (scope,), told if changed else f"{scope} is unchanged"
    )


def _profile(tx: Transaction, scope: str) -> Profile:
    extra = Path(tx.terms_path) if tx.terms_path else None
    row = tx.one(SELLER, (scope,))
    return load_profile(f"{row[0]}@{row[1]}" if row else scope, extra)


def _put(tx: Transaction, scope: str, path: str, text: str) -> bool:
    held = tx.one(HELD, (scope, path, tx.on.isoformat()))
    if held is not None and held[0] == text:
        return False
    values = {"scope": scope, "path": path, "value": text, "from_on": tx.on.isoformat()}
    write_record(tx, "term_setting", values)
    record_audit(
        tx, None, "terms.set", {"scope": scope, "path": path, "value": text, "from": tx.on.isoformat()}
    )
    tx.tell(f"{scope}: {path} = {text} from {tx.on}")
    return True


def _reschedule(tx: Transaction, profile: Profile, scope: str) -> None:
    book = TermsBook(tx)
    ids = [int(str(row[0])) for row in tx.rows(AFFECTED, (profile.id, scope))]
    for first in range(0, len(ids), ROUND):
        for contract in load_contracts(tx, ids[first : first + ROUND]):
            schedule(tx, book, contract)
