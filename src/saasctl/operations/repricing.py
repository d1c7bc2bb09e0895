"""Change prices over a portfolio: each contract at its lawful day, with a letter in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.contracts import load_contract, load_contracts
from saasctl.acts.describing import known_price, notice_term
from saasctl.acts.ending import BLOCKED, book_end, booked_end
from saasctl.acts.finding import organisation_named, organisation_with, seller_named
from saasctl.acts.outbox import Draft, queue_notice
from saasctl.acts.sayings import sayings
from saasctl.acts.scheduling import schedule
from saasctl.acts.subscribing import add_override
from saasctl.acts.terms import TermsBook
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.contract import Contract, Phase, price_terms
from saasctl.rules.billing.slots import slots_on
from saasctl.rules.lifecycle.endings import Asked, Ends
from saasctl.rules.lifecycle.repricing import Lawful, lawful_day
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money
from saasctl.values.views.repricing import ExcludedView, RepricedView, RepricingView

RUNNING = """
SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE o.seller_id = ? AND (s.ended_on IS NULL OR s.ended_on >= ?) AND o.status NOT IN ('closed', 'purged')
ORDER BY s.id
"""
ORDER = "order"
"""The source of a price that no document of its own fixes."""


@dataclass(frozen=True, slots=True)
class RepriceGiven:
    """The new price: an amount, or a percentage of the old one; whom it is meant for."""

    price: Decimal | None = None
    percent: Decimal | None = None
    plan: str | None = None
    unit: str | None = None
    orgs: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    own_too: bool = False


def reprice(store: Store, seller: str, given: RepriceGiven, act: Act) -> Written:
    """Tell customers a new price and set it from each contract's lawful day; `--dry-run` is the preview.

    A contract whose renewal then needs a quote that both sign is booked to end with its term: a signed
    quote takes that back (D-64). Trials, ending contracts and prices fixed by a document of the
    customer's own are left out and listed. The same again changes nothing.
    """
    if (given.price is None) == (given.percent is None):
        raise ValueMalformed("--price", "", "either --price or --percent")
    with store.transaction(act) as tx:
        book, held = TermsBook(tx), seller_named(tx, seller)
        excluded_ids = {organisation_named(tx, org).id for org in given.excluded}
        wanted_ids = {organisation_named(tx, org).id for org in given.orgs}
        rows = tx.rows(RUNNING, (held.id, tx.on.isoformat()))
        done: list[RepricedView] = []
        left: list[ExcludedView] = []
        running = load_contracts(tx, [int(str(key)) for (key,) in rows])
        for contract in sorted(running, key=lambda one: (one.org, one.name, one.id)):
            if wanted_ids and contract.organisation_id not in wanted_ids:
                continue
            phase = contract.phase_on(max(tx.on, contract.started_on))
            if given.plan not in (None, phase.plan) or given.unit not in (None, phase.unit):
                continue
            found = _change(tx, book, contract, phase, given, contract.organisation_id in excluded_ids)
            if isinstance(found, str):
                left.append(ExcludedView(contract.org, contract.key, found))
            else:
                done.append(found)
        view = replace(
            _view(held.slug, tx.on, held.currency, done, left),
            terms=sayings(book.of_seller(held.id, tx.on), "renewal"),
        )
    told = f"{len(done)} contracts at a new price, {len(left)} left out; {len(view.notices)} notices to send"
    return Written(view, tuple(one.subscription for one in done), told)


def _view(
    seller: str, on: date, unit: str, done: Sequence[RepricedView], left: Sequence[ExcludedView]
) -> RepricingView:
    before = sum(one.old_price.cents * one.slots for one in done)
    after = sum(one.new_price.cents * one.slots for one in done)
    notices = tuple(one.notice for one in done)
    return RepricingView(
        seller, on, unit, tuple(done), tuple(left), Money(before, unit), Money(after, unit), notices
    )


@dataclass(frozen=True, slots=True)
class _Priced:
    """A contract with its price today, the new one, and from when it may count."""

    contract: Contract
    terms: Terms
    phase: Phase
    old: Money
    new: Money
    lawful: Lawful
    blocked: bool

    @property
    def path(self) -> str:
        """The setting of its price."""
        return f"price.{self.phase.plan}.{self.phase.unit}"


def _change(
    tx: Transaction, book: TermsBook, contract: Contract, phase: Phase, given: RepriceGiven, named: bool
) -> RepricedView | str:
    """Change the price of one contract, or say why it is left out."""
    if named:
        return "excluded by name"
    found = _priced(tx, book, contract, phase, given)
    if isinstance(found, str):
        return found
    notice = _tell(tx, found)
    if not found.blocked:
        _apply(tx, book, found, notice)
    slots = slots_on(contract.movements, max(tx.on, contract.started_on))
    lawful = found.lawful
    return RepricedView(
        contract.org,
        contract.key,
        phase.plan,
        phase.unit,
        slots,
        found.old,
        found.new,
        lawful.effective_on,
        lawful.answer_by,
        lawful.how,
        f"N-{notice}",
        lawful.clause,
    )


def _priced(
    tx: Transaction, book: TermsBook, contract: Contract, phase: Phase, given: RepriceGiven
) -> _Priced | str:
    began = max(tx.on, contract.started_on)
    terms_on = book.of(contract)
    old = known_price(price_terms(phase, terms_on, began), phase)
    if contract.is_trial or old is None:
        return "a trial" if contract.is_trial else "no price is set"
    document = _own_document(contract, f"price.{phase.plan}.{phase.unit}", began)
    if document is not None and not given.own_too:
        return f"its own price: {document}"
    lawful = lawful_day(contract, terms_on, tx.on, notice_term(terms_on(began), phase.unit))
    if lawful is None:
        return "nothing renews"
    known = booked_end(tx, contract)
    blocked = known is not None and known.cause == BLOCKED
    if contract.ended_on is not None and contract.ended_on < lawful.effective_on and not blocked:
        return f"it ends on {contract.ended_on}"
    new = _new_price(old, given)
    if new == old:
        return "its price stays"
    return _Priced(contract, terms_on(began), phase, old, new, lawful, blocked)


def _own_document(contract: Contract, path: str, day: date) -> str | None:
    """Return the document that fixes the customer's own price on a day; a plain order is none."""
    held = [one.source for one in contract.overrides if one.path == path and one.from_on <= day]
    if not held or held[-1] == ORDER or held[-1].startswith(NEW):
        return None
    return held[-1]


NEW = "new price of "
"""How the source of a price set here begins."""


def _new_price(old: Money, given: RepriceGiven) -> Money:
    if given.price is not None:
        return Money.of(given.price, old.currency)
    return old.times(1 + Fraction(given.percent or 0) / 100)


def _tell(tx: Transaction, one: _Priced) -> int:
    """Queue the letter: it must leave before the customer's last day to refuse."""
    lawful = one.lawful
    customer = organisation_with(tx, one.contract.organisation_id)
    draft = Draft(
        "quote-needed" if lawful.how == "signed-quote" else "price-change",
        "email",
        lawful.answer_by,
        {
            "subscription": one.contract.key,
            "plan": one.phase.plan,
            "old_price": f"{one.old} {one.old.currency}",
            "new_price": f"{one.new} {one.new.currency}",
            "effective_on": lawful.effective_on.isoformat(),
            "renewal_on": lawful.effective_on.isoformat(),
            "last_day": (lawful.effective_on - timedelta(days=1)).isoformat(),
            "answer_by": lawful.answer_by.isoformat(),
        },
        lawful.clause,
        "billing",
        one.contract.id,
        about=str(one.new),
    )
    return queue_notice(tx, customer, draft, one.terms.profile.language)[0]


def _apply(tx: Transaction, book: TermsBook, one: _Priced, notice: int) -> None:
    """Set the price from the lawful day, or book the end of a contract that waits for a signed quote."""
    contract, lawful = one.contract, one.lawful
    if lawful.how == "renewal":
        known = {(held.path, held.from_on): held.text for held in contract.overrides}
        if known.get((one.path, lawful.effective_on)) != str(one.new):
            add_override(tx, contract, one.path, str(one.new), f"{NEW}{tx.on}", lawful.effective_on)
            schedule(tx, book, load_contract(tx, contract.id))
    elif lawful.how == "signed-quote":
        last = lawful.effective_on - timedelta(days=1)
        asked = Asked(BLOCKED, "vendor", "email", tx.on, None)
        book_end(tx, book, contract, asked, Ends(BLOCKED, last, last, lawful.clause), notice)
