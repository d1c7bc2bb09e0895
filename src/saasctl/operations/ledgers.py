"""The ledger and its chart: entries of a time, whether they balance, the account of each role."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import SellerRow, seller_named, sellers_by_id
from saasctl.acts.journal import Chart, entries
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.terms.law.accounts import PLAN
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.money import Money
from saasctl.values.period import Period
from saasctl.values.views.ledger import CHART_COLUMNS, LEDGER_COLUMNS, AccountView

Days = tuple[date | None, date | None]


def list_ledger(store: Store, seller: str | None, days: Days) -> Listing:
    """Return the lines of every entry dated in a time, by seller and day; each entry adds up to zero."""
    last = days[1] or store.clock.today()
    window = Period.through(days[0] or date(last.year, 1, 1), last)
    return Listing("saasctl.ledger.list/1", LEDGER_COLUMNS, _lines(store, seller, window), last)


def _lines(store: Store, seller: str | None, window: Period) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        for one in _chosen(tx, seller):
            chart = Chart(tx, one.id)
            for entry in entries(tx, one.id, window):
                for line in entry.lines:
                    account = chart.account(line.role, entry.on)
                    head = (one.slug, entry.on, entry.journal, entry.piece, account.number, account.label)
                    debit, credit = Money(max(line.cents, 0)), Money(max(-line.cents, 0))
                    yield (*head, entry.org, entry.text, debit, credit, one.currency)


def _chosen(tx: Transaction, seller: str | None) -> list[SellerRow]:
    known = [seller_named(tx, seller)] if seller else list(sellers_by_id(tx).values())
    return sorted(known, key=lambda one: one.slug)


def list_accounts(store: Store, seller: str | None, as_of: date | None) -> Listing:
    """Return the account of every role on a day: a seller's own, else that of the French plan."""
    day = as_of or store.clock.today()
    with store.reading() as tx:
        rows = []
        for one in _chosen(tx, seller):
            chart = Chart(tx, one.id)
            for role in PLAN:
                account = chart.account(role, day)
                rows.append((one.slug, role, account.number, account.label, None))
    return Listing("saasctl.account.list/1", CHART_COLUMNS, rows, day)


def set_account(store: Store, seller: str, role: str, number: str, label: str | None, act: Act) -> Written:
    """Book a role of a seller to another account from the act's day on; the same again changes nothing."""
    if role not in PLAN:
        raise ValueMalformed("ROLE", role, ", ".join(PLAN))
    if not (number.isdigit() and len(number) >= len("411")):
        raise ValueMalformed("ACCOUNT", number, "three digits or more, as 512100")
    with store.transaction(act) as tx:
        one = seller_named(tx, seller)
        held = Chart(tx, one.id).account(role, tx.on)
        said = label or held.label
        if (held.number, held.label) != (number, said):
            row: dict[str, object] = {"seller_id": one.id, "role": role, "account": number}
            write_record(tx, "ledger_account", row | {"label": said, "from_on": tx.on})
            record_audit(tx, None, "ledger.account", {"seller": one.slug, "role": role, "account": number})
            tx.tell(f"{one.slug}: {role} is booked to {number} from {tx.on}")
        view = AccountView(one.slug, role, number, said, tx.on)
    undo = f"undo: saasctl ledger account {seller} {role} {held.number}"
    return Written(view, (number,), f"{seller}: {role} on {number} ({said}) from {view.from_on}; {undo}")
