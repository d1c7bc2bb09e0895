"""What readings say as of an instant: thresholds passed, use above the plan, missing DNS records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from saasctl.acts.bearing import days_borne, excess_in, parts_of, readings_by_month
from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.errors.terms import BlankTerm
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.calendars.months import months_after
from saasctl.rules.metering.overage import Excess, overage_metrics, price_of
from saasctl.rules.metering.thresholds import Threshold, threshold_at, threshold_names
from saasctl.store.queries import usage as queries
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clock import stamp
from saasctl.values.money import Money, format_percent
from saasctl.values.period import Period
from saasctl.values.views.metering import FindingView

DAY = timedelta(days=1)
EARLIEST = "0001-01-01T00:00:00Z"
WORDS = {"suspension": "{} suspended", "dedicated-hosting": "dedicated hosting", "new-quote": "new quote"}
"""What passing a threshold leads to in words; the others stand for themselves."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The instant that is asked for, the day it falls on, and both as the store compares them."""

    at: datetime
    day: date

    @property
    def text(self) -> str:
        """The last whole second that counts, as stored: the instant itself is the first that does not."""
        return stamp(self.at - timedelta(seconds=1))


@dataclass(frozen=True, slots=True)
class Watched:
    """A customer with readings, its running subscription, and its terms on the day asked for."""

    organisation_id: int
    org: str
    contract: Contract | None
    terms: Terms
    terms_on: TermsOn


Figures = dict[tuple[int, str], int]


def findings(tx: Transaction, now: Instant, org: int | None) -> list[FindingView]:
    """Return what is passed as of an instant, of one customer or of all, by customer and metric.

    Of the thresholds on one figure the gravest that is passed counts. Raises BlankTerm (exit 7) where
    a figure is measured whose bound, or price, is blank.
    """
    book = TermsBook(tx)
    found: list[FindingView] = []
    watched = _watched(tx, book, now, org)
    found += _thresholds(tx, now, watched, org, passes_blanks=False)
    found += _missing_records(tx, now, watched, org)
    found += _overages(tx, now, watched)
    return sorted(found, key=lambda one: (one.org, one.metric, one.subject or "", one.window.start))


def thresholds_passed(tx: Transaction, book: TermsBook, now: Instant, org: int | None) -> list[FindingView]:
    """Return the thresholds that are passed as of an instant, those whose bound is blank left out."""
    watched = _watched(tx, book, now, org)
    found = [
        *_thresholds(tx, now, watched, org, passes_blanks=True),
        *_missing_records(tx, now, watched, org),
    ]
    return sorted(found, key=lambda one: (one.org, one.metric, one.subject or ""))


def _watched(tx: Transaction, book: TermsBook, now: Instant, org: int | None) -> list[Watched]:
    ids = queries.measured(tx, sorted(_metrics(book)), org)
    running: dict[int, int] = {}
    for organisation_id, key in queries.by_ids(
        tx, queries.RUNNING, ids, now.day.isoformat(), now.day.isoformat()
    ):
        running.setdefault(stored.whole(organisation_id), stored.whole(key))
    contracts = {one.organisation_id: one for one in load_contracts(tx, sorted(running.values()))}
    return [
        _one(book, now, stored.whole(key), stored.whole(seller), str(slug), contracts.get(stored.whole(key)))
        for key, seller, slug in queries.by_ids(tx, queries.SELLERS, ids)
    ]


def _one(
    book: TermsBook, now: Instant, key: int, seller: int, slug: str, contract: Contract | None
) -> Watched:
    def base(day: date) -> Terms:
        return book.of_seller(seller, day)

    terms_on = base if contract is None else book.of(contract)
    return Watched(key, slug, contract, terms_on(now.day), terms_on)


def _metrics(book: TermsBook) -> set[str]:
    return {metric for profile in book.profiles() for metric in metrics_of(Terms(profile))}


def metrics_of(terms: Terms) -> set[str]:
    """Return the names of all metrics that the terms look at."""
    found = set(overage_metrics(terms)) | set(terms.words("email.dns"))
    for name in threshold_names(terms):
        found.add(terms.text(f"usage.{name}.metric").value)
        found |= set(terms.words(f"usage.{name}.counts"))
        found |= {terms.word(f"usage.{name}.{of}", "") for of in ("of", "of_else")} - {""}
    return found


def _thresholds(
    tx: Transaction, now: Instant, watched: Iterable[Watched], org: int | None, *, passes_blanks: bool
) -> Iterator[FindingView]:
    groups: dict[tuple[object, ...], dict[int, Watched]] = {}
    named: dict[tuple[object, ...], Threshold] = {}
    measured: dict[str, set[int]] = {}
    for one in watched:
        for name in threshold_names(one.terms):
            if not _is_measured(tx, one, name, measured, org):
                continue
            try:
                threshold = threshold_at(one.terms, name)
            except BlankTerm:
                if passes_blanks:
                    continue
                raise
            named[name, threshold] = threshold
            groups.setdefault((name, threshold), {})[one.organisation_id] = one
    gravest: dict[tuple[object, ...], tuple[int, FindingView]] = {}
    for key, members in groups.items():
        threshold = named[key]
        for view in _passed(tx, now, threshold, members, org):
            figure = view.org, view.metric, threshold.of, view.subject
            if figure not in gravest or gravest[figure][0] < threshold.level:
                gravest[figure] = threshold.level, view
    yield from (view for _, view in gravest.values())


def _is_measured(
    tx: Transaction, one: Watched, name: str, known: dict[str, set[int]], org: int | None
) -> bool:
    """Say whether the customer has readings of a threshold's metric or of its parts."""
    for metric in (one.terms.text(f"usage.{name}.metric").value, *one.terms.words(f"usage.{name}.counts")):
        if metric not in known:
            known[metric] = set(queries.measured(tx, [metric], org))
        if one.organisation_id in known[metric]:
            return True
    return False


def _passed(
    tx: Transaction, now: Instant, threshold: Threshold, members: Mapping[int, Watched], org: int | None
) -> Iterator[FindingView]:
    counts = _figures(tx, now, threshold, threshold.metric, org)
    for part in threshold.parts:
        for key, value in _figures(tx, now, threshold, part, org).items():
            counts[key] = counts.get(key, 0) + value
    bases = _figures(tx, now, threshold, threshold.of, org) if threshold.of else {}
    if threshold.of and threshold.of_else:
        read = set(queries.measured(tx, [threshold.of], org))
        others = _figures(tx, now, threshold, threshold.of_else, org)
        bases |= {key: value for key, value in others.items() if key[0] not in read}
    for (organisation_id, subject), count in sorted(counts.items()):
        one = members.get(organisation_id)
        of = bases.get((organisation_id, subject), 0) if threshold.of else None
        if one is not None and threshold.passed(count, of):
            yield _finding(one, now, threshold, subject, (count, of))


def _figures(tx: Transaction, now: Instant, threshold: Threshold, metric: str, org: int | None) -> Figures:
    if threshold.days is None:
        rows = queries.last(tx, metric, now.day.isoformat(), now.text, org)
    else:
        window = threshold.window(now.at, now.day)
        since = EARLIEST
        if threshold.by_hour:
            since = stamp(now.at - timedelta(days=threshold.days) - timedelta(seconds=1))
        days = window.start.isoformat(), window.last_day.isoformat()
        rows = queries.sums(tx, metric, days, (since, now.text), org)
    found: Figures = {}
    for organisation_id, subject, value in rows:
        key = stored.whole(organisation_id), str(subject) if threshold.per != "organisation" else ""
        found[key] = found.get(key, 0) + int(str(value))
    return found


def _finding(
    one: Watched, now: Instant, threshold: Threshold, subject: str, figure: tuple[int, int | None]
) -> FindingView:
    count, of = figure
    said = WORDS.get(threshold.leads_to, threshold.leads_to).format(threshold.suspension)
    price = threshold.price
    return FindingView(
        one.org,
        threshold.metric,
        threshold.window(now.at, now.day),
        threshold.shown(count, of),
        format_percent(threshold.bound),
        said,
        threshold.clause,
        threshold.name,
        subject or None,
        count,
        of,
        threshold.title,
        threshold.suspension,
        None,
        Money.of(price, one.terms.profile.currency) if price is not None else None,
        threshold.within,
        _action(one, threshold),
    )


def _action(one: Watched, threshold: Threshold) -> str:
    if threshold.leads_to == "suspension":
        return f"saasctl org suspend {one.org} --cause {threshold.suspension}"
    if threshold.leads_to in ("dedicated-hosting", "new-quote"):
        return f"saasctl quote add {one.org} --help"
    if threshold.told_by_customer:
        return f'saasctl org note {one.org} "grown beyond {threshold.bound} {threshold.metric}"'
    return f"saasctl usage show {one.org}"


def _missing_records(
    tx: Transaction, now: Instant, watched: Iterable[Watched], org: int | None
) -> Iterator[FindingView]:
    """Yield the DNS records that a customer was found not to have set, once any was looked at (B-57)."""
    found: dict[str, Figures] = {}
    for one in watched:
        names = one.terms.words("email.dns")
        for name in names:
            if name not in found:
                rows = queries.last(tx, name, now.day.isoformat(), now.text, org)
                found[name] = {(stored.whole(key), ""): int(str(value)) for key, _, value in rows}
        seen = {name: found[name].get((one.organisation_id, "")) for name in names}
        if any(value is not None for value in seen.values()):
            yield from (_missing(one, now, name) for name, value in seen.items() if not value)


def _missing(one: Watched, now: Instant, name: str) -> FindingView:
    clause = one.terms.need("email.dns").clause
    given = name in one.terms.words("email.dns_supplied")
    who = "the vendor gives its value" if given else "the customer sets it alone"
    missing = one.terms.word("email.dns_missing", "flagged")
    window = Period.through(now.day, now.day)
    title = f"DNS record {name} is missing: {who}"
    action = f"saasctl usage record {one.org} {name} 1"
    return FindingView(
        one.org,
        name,
        window,
        "0",
        "1",
        missing,
        clause,
        name,
        None,
        0,
        None,
        title,
        None,
        None,
        None,
        None,
        action,
    )


def _overages(tx: Transaction, now: Instant, watched: Iterable[Watched]) -> Iterator[FindingView]:
    """Yield the use above the plan of the running month and of the month before, which is billed in it."""
    members = {one.organisation_id: one for one in watched if one.contract is not None}
    borne = days_borne(tx, sorted(members))
    first = months_after(now.day.replace(day=1), -1)
    metrics = {metric for one in members.values() for metric in overage_metrics(one.terms)}
    for metric in sorted(metrics):
        days = first.isoformat(), now.day.isoformat()
        for organisation_id, month in readings_by_month(tx, metric, sorted(members), days):
            one = members[organisation_id]
            if one.contract is None or metric not in overage_metrics(one.terms):
                continue
            read = replace(month, part=Period(month.first, min(month.month.end, now.day + DAY)))
            held = borne.get(one.contract.id, Period(now.day, now.day))
            parts = parts_of(tx, one.contract, one.terms_on, metric, read, held)
            for part in parts:
                last = part.days.last_day
                one.terms_on(last).need(f"plan.{one.contract.phase_on(last).plan}.{metric}")
            excess = excess_in(one.contract, one.terms_on, metric, parts)
            if excess is not None:
                yield _overage(one, one.terms_on(excess.month.last_day), excess)


def _overage(one: Watched, terms: Terms, excess: Excess) -> FindingView:
    priced = price_of(terms, excess)
    amount = priced.unit_price.times(priced.quantity)
    return FindingView(
        one.org,
        excess.metric,
        excess.month,
        str(excess.value),
        str(excess.limit),
        f"{amount} {amount.currency} billed in {excess.on:%Y-%m}",
        excess.clause,
        excess.metric,
        None,
        excess.value,
        None,
        f"{excess.over} above the plan",
        None,
        excess.on,
        amount,
        None,
        f"saasctl invoice preview {one.org} --as-of {excess.on}",
    )
