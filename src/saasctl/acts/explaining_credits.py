"""Explain bookings and orders of credits: exact arithmetic, rounding, the lots that were debited."""

from decimal import Decimal

from saasctl.acts.booking import Booked
from saasctl.acts.credit_terms import PriceAsked, priced
from saasctl.acts.crediting import Account, account_of
from saasctl.acts.terms import TermsBook
from saasctl.rules.credits.cancelling import share_back
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.values import stored
from saasctl.values.clause import Step
from saasctl.values.money import Money, format_percent
from saasctl.values.views.credits import CreditPriceView
from saasctl.values.views.invoices import Explanation

CREDITS, NO_SHOW = "credits", "no-show"


def explain_booking(tx: Transaction, account: Account, key: str, held: Booked) -> Explanation:
    """Return the steps from a workspace's price to its credits, and from which lots they came."""
    steps = [_set_freely(account, held)] if held.own_price else _converted(account, held)
    clause = account.terms.cite("booking.debits")
    for quantity, credited, holder in tx.rows(queries.DEBITED_LOTS, (held.id,)):
        whose = f"of {held.email}" if holder is not None else "of the account"
        text = f"{quantity} from the lot {whose} of {credited}"
        inputs: dict[str, str | int] = {"quantity": stored.whole(quantity), "credited_on": str(credited)}
        steps.append(Step(text, "quantity", inputs, str(quantity), CREDITS, clause))
    if held.ended is not None:
        steps.append(_given_back(tx, held))
    title = f"{held.category} booked by {held.email} of {held.org} on {held.on_day}"
    return Explanation(key, title, tuple(steps))


def _given_back(tx: Transaction, held: Booked) -> Step:
    at = held.ended_at or held.at
    terms = account_of(tx, TermsBook(tx), held.org, at.date()).terms
    share = share_back(terms, held.starts_at or held.at, at, no_show=held.ended == NO_SHOW)
    percent = format_percent(share.value)
    inputs: dict[str, str | int] = {"credits": held.credits, "share": percent}
    text = f"{held.ended}: {held.credits} x {percent} % = {held.returned} given back"
    return Step(text, "round(credits * share / 100, 0)", inputs, str(held.returned), CREDITS, share.clause)


def _converted(account: Account, held: Booked) -> list[Step]:
    price = Money(held.price_cents, account.terms.profile.currency)
    return price_steps(priced(account.terms, PriceAsked(held.category, Decimal(str(price)))))


def _set_freely(account: Account, held: Booked) -> Step:
    clause = account.terms.cite("credits.own_price.commitment")
    inputs: dict[str, str | int] = {"credits": held.credits}
    return Step(f"set by the vendor: {held.credits}", "credits", inputs, str(held.credits), CREDITS, clause)


def price_steps(view: CreditPriceView) -> list[Step]:
    """Return the step to the exact number of credits, and the one that rounds it up by its band."""
    factor, raw = format_percent(view.factor), format_percent(view.raw)
    inputs: dict[str, str | int] = {"price": str(view.price), "factor": factor, "worth": str(view.worth)}
    exact = f"{view.price} x {factor} / {view.worth} = {raw}"
    steps = [Step(exact, "price * factor / worth", inputs, raw, CREDITS, view.clauses[0])]
    if view.step is not None:
        given: dict[str, str | int] = {"raw": raw, "step": view.step}
        text = f"{raw} rounded up to {view.step} = {view.credits}"
        expression = "ceil(raw / step) * step"
        steps.append(Step(text, expression, given, str(view.credits), CREDITS, view.clauses[1]))
    return steps


def order_steps(tx: Transaction, number: str) -> list[Step]:
    """Return the step to the average per user that chose an order's price; none for other invoices."""
    row = tx.one(queries.ORDER_OF, (number,))
    if row is None:
        return []
    count, users = stored.whole(row[0]), stored.whole(row[1])
    average = format_percent((Decimal(count) / users).quantize(Decimal("0.0001")))
    inputs: dict[str, str | int] = {"credits": count, "users": users}
    text = f"{count} credits / {users} users = {average} on average"
    return [Step(text, "round(credits / users, 4)", inputs, average, CREDITS, None)]
