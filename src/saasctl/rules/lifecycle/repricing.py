"""The first day on which a new price may lawfully reach a running contract."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from saasctl.rules.billing.contract import Contract, TermsOn, rhythm_on
from saasctl.rules.lifecycle.notice import NoticeTerm, last_valid_day
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

How = Literal["renewal", "signed-quote", "offer"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lawful:
    """When a new price counts: `answer_by` is the last day on which the customer may refuse to renew."""

    effective_on: date
    answer_by: date
    how: How
    clause: ClauseRef | None


def way_of(terms: Terms) -> tuple[How, ClauseRef | None]:
    """Return how a new price reaches a contract.

    By itself at renewal, where a renewal is billed at the price of its day (K-34) or takes the version
    of the terms then in force, prices included (B-06); by a new quote that both sign, without which the
    contract ends (D-64); else by an offer that the customer accepts.
    """
    if "price-policy" in terms.words("renewal.blocked_by"):
        if terms.word("renewal.in_force", "none") == "signed-quote":
            return "signed-quote", terms.cite("renewal.blocked_by")
        return "offer", terms.cite("renewal.blocked_by")
    if terms.word("renewal.price", "current") == "current":
        return "renewal", terms.cite("renewal.price") or terms.cite("renewal.tacit")
    if terms.word("terms_change.applies", "") in ("renewal-or-acceptance", "effective-day"):
        return "renewal", terms.cite("terms_change.applies")
    return "offer", terms.cite("renewal.price")


def lawful_day(contract: Contract, terms_on: TermsOn, day: date, notice: NoticeTerm | None) -> Lawful | None:
    """Return the first term that a price told on `day` may reach, None where nothing renews.

    A price told after the last day of notice waits for the term after: the customer could not refuse
    any more. Without a notice the last day of the term is the last to refuse.
    """
    began = max(day, contract.started_on)
    terms, rhythm = terms_on(began), rhythm_on(contract, terms_on, began)
    term = rhythm.commitment_at(began) or (rhythm.period_at(began) if rhythm.is_recurring else None)
    while term is not None:
        last = last_valid_day(term.end, notice) if notice is not None else term.last_day
        if day <= last:
            how, clause = way_of(terms)
            return Lawful(term.end, last, how, clause)
        term = rhythm.commitment_at(term.end) or rhythm.period_at(term.end)
    return None
