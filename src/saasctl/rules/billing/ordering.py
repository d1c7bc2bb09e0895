"""What the terms make of a service that is ordered: how it is billed, at which price, under which limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from saasctl.errors.services import PlanMalformed, QuoteNeeded, ServiceUnpriced, TooManyPeople
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.parts import Part, PlanStep, parse_plan, parts_of
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import Money

Kind = Literal["service", "project", "module"]
MODULE = "module"
RESTORE = "restore"
"""The code of restoring a copy (`backup.restores`)."""
BOTH = ("customer", "vendor")


@dataclass(frozen=True, slots=True)
class ServiceGiven:
    """A service as ordered. Prices are excl. VAT; `price` None asks the terms for theirs.

    `facts` are findings that the terms ask for; `plan` the intermediate invoices of the offer.
    """

    code: str
    price: Decimal | None = None
    training: bool = False
    module: bool = False
    hours: int | None = None
    people: int | None = None
    travel: Decimal | None = None
    plan: str | None = None
    elements_by: date | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServicePrice:
    """The price of a service in cents: units, the price of one, and where it comes from."""

    quantity: int
    unit: Cited[int]

    @property
    def cents(self) -> int:
        """The whole price in cents."""
        return self.quantity * self.unit.value


def kind_of(terms: Terms, given: ServiceGiven) -> Kind:
    """Return how a service is billed: as a module, in parts as a project, or whole.

    In parts where the terms have a deposit (B-78), unless the service stands alone (B-30).
    """
    if given.module or given.code == MODULE:
        return "module"
    if terms.find("project.deposit") is None:
        return "service"
    return "project" if terms.flag(f"service.{given.code}.project", default=True) else "service"


def service_clause(terms: Terms, code: str, kind: Kind) -> ClauseRef:
    """Return the clause that a service's price rests on."""
    paths = [f"service.{code}.title", f"service.{code}.price"]
    paths += ["module.invoiced"] if kind == "module" else []
    paths += ["project.deposit"] if kind == "project" else []
    found = (terms.cite(path) for path in (*paths, "service.needs_quote", "invoice.services_apart"))
    return next((clause for clause in found if clause is not None), ordered(terms, "order"))


def ordered(terms: Terms, source: str) -> ClauseRef:
    """Return the citation of what an order or a quote says itself."""
    profile = terms.profile
    return ClauseRef("override", profile.id, profile.version, source, None, f"As agreed in the {source}.")


def price_of(terms: Terms, given: ServiceGiven, source: str = "order") -> ServicePrice:
    """Return the price of a service: the one agreed, else the terms' for its hours or for the whole.

    Raises BlankTerm (exit 7) where nobody has set it, ServiceUnpriced (exit 7) where the terms do not know
    it, ValueMalformed (exit 2) without its hours.
    """
    currency, path = terms.profile.currency, f"service.{given.code}"
    if given.price is not None:
        return ServicePrice(1, Cited(Money.of(given.price, currency).cents, ordered(terms, source)))
    by_hour = terms.find(f"{path}.hourly") or terms.profile.open_at(f"{path}.hourly")
    if by_hour is None:
        if terms.find(f"{path}.price") is None and terms.profile.open_at(f"{path}.price") is None:
            raise ServiceUnpriced(given.code, source, terms.cite("service.needs_quote"))
        whole = terms.decimal(f"{path}.price")
        return ServicePrice(1, Cited(Money.of(whole.value, currency).cents, whole.clause))
    rate = terms.decimal(f"{path}.hourly")
    if given.hours is None:
        raise ValueMalformed("--hours", "", f"the hours of {given.code}, which is priced by the hour")
    return ServicePrice(given.hours, Cited(Money.of(rate.value, currency).cents, rate.clause))


def check_people(terms: Terms, org: str, given: ServiceGiven, quoted: int) -> None:
    """Refuse more people than a training takes, unless a signed quote is for as many (D-47, D-48).

    `quoted` is the number of people that the quote names. Raises TooManyPeople (exit 5).
    """
    most = terms.number(f"service.{given.code}.people", 0)
    if not most or given.people is None or given.people <= most:
        return
    by_quote = terms.word(f"service.{given.code}.more_people", "refused") == "new-quote"
    if by_quote and quoted >= given.people:
        return
    clause = terms.cite(f"service.{given.code}.people")
    raise TooManyPeople(org, given.code, given.people, most, clause, by_quote=by_quote)


def signers(terms: Terms, *, of_service: bool) -> tuple[str, ...]:
    """Return who must sign a quote for it to hold: of a service, where the terms say so apart (D-50)."""
    found = terms.words("service.signed_by") if of_service else ()
    return found or terms.words("quote.signed_by") or BOTH


def check_offer(terms: Terms, org: str, given: ServiceGiven, *, quoted: bool) -> tuple[str, ...]:
    """Return the warnings for what a service needs first and nobody recorded (B-53, B-131, S-29, D-50).

    A quote that is only warned of may have been signed elsewhere. Raises QuoteNeeded (exit 5) where
    the terms or a setting refuse an order without one.
    """
    path = f"service.{given.code}"
    needs = terms.words(f"{path}.needs")
    needed = terms.flag(f"{path}.needs_quote", default=terms.flag("service.needs_quote"))
    clause = (
        terms.cite(f"{path}.needs_quote") or terms.cite("service.needs_quote") or terms.cite(f"{path}.needs")
    )
    who = signers(terms, of_service=True)
    strict = "signed-offer" in needs or terms.word("service.unquoted", "warned") == "refused"
    if needed and not quoted and strict:
        raise QuoteNeeded(org, given.code, who, clause)
    warnings = []
    if needed and not quoted:
        both = " and the ".join(who)
        warnings.append(
            f"{given.code} needs a quote signed by the {both}{_rule(clause)}: name it with --quote"
        )
    held = (*given.facts, *(("signed-offer",) if quoted else ()))
    missing = [word for word in needs if word not in held]
    if missing:
        rule = _rule(terms.cite(f"{path}.needs"))
        warnings.append(f"{given.code} needs {' and '.join(missing)}{rule}: record it with --fact")
    if given.code == RESTORE and terms.word("backup.restores", "any-copy") == "last-copy":
        warnings.append(f"only the last copy is restored{_rule(terms.cite('backup.restores'))}")
    return tuple(warnings)


def _rule(clause: ClauseRef | None) -> str:
    return f" ({clause.rule})" if clause and clause.rule else ""


def plan_of(terms: Terms, given: ServiceGiven) -> tuple[str | None, tuple[PlanStep, ...]]:
    """Return the plan of intermediate invoices of an order: the offer's, else the terms', else none (B-79).

    Raises PlanMalformed (exit 4) for words that are no plan, or shares above the whole.
    """
    found = terms.find("project.plan")
    text = given.plan or (str(found.value) if found else None)
    if text is None:
        return None, ()
    if terms.find("project.deposit") is None:
        raise PlanMalformed(text, "these terms bill no service in parts", None)
    clause = found.clause if found and not given.plan else terms.cite("project.deposit")
    try:
        steps = parse_plan(text)
        parts_of(0, deposit_of(terms).value, [step.percent for step in steps])
    except ValueError as wrong:
        raise PlanMalformed(text, str(wrong), clause) from None
    return text, steps


def deposit_of(terms: Terms) -> Cited[Decimal]:
    """Return the share of a project's price that is billed at its order, in percent."""
    return terms.decimal("project.deposit")


def part_clause(terms: Terms, what: str) -> ClauseRef:
    """Return the clause of a part of a project's price: deposit, step of the plan, balance (B-78 to B-80)."""
    deposit, plan = terms.need("project.deposit").clause, terms.profile.open_at("project.plan")
    if what == "balance":
        return terms.cite("project.balance") or deposit
    if what == "deposit":
        return deposit
    return terms.cite("project.plan") or (terms.profile.cite_open(plan) if plan else deposit)


def project_parts(terms: Terms, cents: int, steps: Sequence[PlanStep], vat_rate: Decimal) -> tuple[Part, ...]:
    """Return the invoices of a project's price under the terms (B-78 to B-80)."""
    odd: Literal["last-invoice", "deposit"] = (
        "deposit" if terms.word("project.odd_cents", "last-invoice") == "deposit" else "last-invoice"
    )
    rate = vat_rate if terms.word("project.deposit_base", "net") == "gross" else None
    return parts_of(cents, deposit_of(terms).value, [step.percent for step in steps], odd, rate)


def due_days(terms: Terms, kind: Kind, *, fixed: bool) -> Cited[int]:
    """Return the days from an invoice of a service to its due date.

    Where only missions wait for their quote to say it (D-51), a service that the terms price
    (`fixed`) is due as other invoices are. Raises BlankTerm (exit 7).
    """
    if kind == "project":
        return terms.integer("project.due_days")
    unsaid = terms.find("service.due_days") is None
    if unsaid and (fixed or terms.profile.open_at("service.due_days") is None):
        return terms.integer("invoice.due_days")
    return terms.integer("service.due_days")
