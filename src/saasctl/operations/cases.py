"""Cases: their kinds, opening, what becomes known later, closing, lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.case_letters import tell_of_case
from saasctl.acts.cases import Case, add_entries, case_from, case_view, entries_of, load_case, terms_of
from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.once import fingerprint_of
from saasctl.acts.pausing import Pauses, known_pauses, settle_pauses
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.errors.cases import (
    CaseClosed,
    CaseKindUnknown,
    CaseNotTheirs,
    CaseStepsOpen,
    CaseTooEarly,
    FactMissing,
    FactTooEarly,
    FactUnknown,
)
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.lifecycle.cases import facts_of, kinds_of
from saasctl.rules.lifecycle.facts import fact_from, fact_text
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import cases as queries
from saasctl.store.queries.clauses import clause_id
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.records import write_record
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.terms.schema.kinds import setting_text
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.cases import (
    CASE_COLUMNS,
    KIND_COLUMNS,
    CaseAmountKind,
    CaseDateKind,
    CaseFactKind,
    CaseView,
)

ENDED = "ended_on"
"""The last day of an event that lasts."""


@dataclass(frozen=True, slots=True)
class CaseGiven:
    """What an act on a case was given: facts by name, steps that are done, a note."""

    facts: tuple[tuple[str, str], ...] = ()
    ticks: tuple[str, ...] = ()
    note: str | None = None
    by: str | None = None


def list_kinds(profile: str, extra: Path | None) -> Listing:
    """Return the kinds of case that a profile declares, with facts, dates, amounts and acts."""
    terms = Terms(load_profile(profile, extra))
    rows = tuple(_kind(terms, kind) for kind in kinds_of(terms))
    return Listing("saasctl.case.kinds/1", KIND_COLUMNS, rows, total=len(rows))


def _kind(terms: Terms, kind: str) -> tuple[object, ...]:
    path, profile = f"case.{kind}", terms.profile
    needs = terms.words(f"{path}.needs")
    facts = tuple(
        CaseFactKind(name, what, terms.words(f"{path}.words.{name}"), name in needs)
        for name, what in facts_of(terms, kind).items()
    )
    dates = tuple(
        _date_kind(terms, f"{path}.date.{name}", name) for name in profile.names_under(f"{path}.date")
    )
    amounts = tuple(
        CaseAmountKind(
            name,
            _said(terms, f"{path}.amount.{name}.sum") or _said(terms, f"{path}.amount.{name}.flat") or "",
            terms.word(f"{path}.amount.{name}.owed_by", "") or None,
            terms.cite(f"{path}.amount.{name}.sum") or terms.cite(f"{path}.amount.{name}.flat"),
        )
        for name in profile.names_under(f"{path}.amount")
    )
    acts, steps = profile.names_under(f"{path}.permit"), terms.words(f"{path}.checklist")
    clause = terms.cite(f"{path}.title")
    title, by = terms.word(f"{path}.title", kind), terms.words(f"{path}.by")
    return (kind, title, by, facts, needs, dates, amounts, acts, steps, clause)


def _date_kind(terms: Terms, path: str, name: str) -> CaseDateKind:
    clause = terms.cite(f"{path}.length") or terms.cite(f"{path}.from")
    return CaseDateKind(
        name,
        terms.word(f"{path}.sense", "by"),
        terms.text(f"{path}.from").value,
        _said(terms, f"{path}.length"),
        clause,
    )


def _said(terms: Terms, path: str) -> str | None:
    found = terms.find(path)
    return None if found is None else setting_text(found.value)


def open_case(store: Store, org: str, kind: str, given: CaseGiven, act: Act) -> Written:
    """Open a case of a customer on the act's day; the same again is the same case.

    A day that the kind needs and that is not given is the case's own. Raises CaseKindUnknown (exit
    3), FactUnknown and ValueMalformed (exit 2), FactMissing and CaseNotTheirs (exit 5), BlankTerm
    (exit 7) where a length that the document leaves blank is not set.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = _terms(tx, book, organisation)
        if kind not in kinds_of(terms):
            raise CaseKindUnknown(kind, terms.profile.id, kinds_of(terms))
        facts, assumed = _facts(terms, organisation.slug, kind, given, tx.on)
        by = _party(terms, kind, given.by)
        for name in terms.profile.names_under(f"case.{kind}.date"):
            terms.need(f"case.{kind}.date.{name}.length")
        print_ = fingerprint_of(**facts, key=act.key, by=by)
        row = tx.one(queries.SAME, (organisation.id, kind, tx.on.isoformat(), print_))
        if row is not None:
            case = load_case(tx, f"C-{row[0]}")
        else:
            before = known_pauses(tx, organisation.id)
            _check_end(facts, tx.on)
            case = _write(tx, terms, organisation, kind, by, print_)
            add_entries(tx, case, _entries(terms, kind, facts, given))
            tell_of_case(tx, terms, organisation, case)
            _follow(tx, book, case, before)
        view = case_view(tx, book, case, tx.on)
    warnings = tuple(f"{name} is not given: taken as {day}" for name, day in assumed.items())
    warnings += tuple(f"not on record yet: {name}" for name in view.missing)
    return Written(
        view, (view.ref,), f"{view.ref}: {view.title}, opened {view.opened_on}{_next(view)}", warnings
    )


def _terms(tx: Transaction, book: TermsBook, organisation: OrganisationRow) -> Terms:
    probe = Case(0, organisation.id, organisation.slug, organisation.seller_id, "", None, tx.on, None, None)
    return terms_of(tx, book, probe)


def _write(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, kind: str, by: str | None, print_: str
) -> Case:
    clause = terms.cite(f"case.{kind}.title")
    values: dict[str, object] = {"organisation_id": organisation.id, "kind": kind, "by_party": by}
    values |= {"opened_on": tx.on, "fingerprint": print_, "recorded_at": tx.recorded_at}
    key = write_record(tx, "case_file", values | {"clause_id": clause_id(tx, clause) if clause else None})
    record_audit(tx, organisation.id, "case.opened", {"case": f"C-{key}", "kind": kind, "by": by})
    tx.tell(f"C-{key}: {kind} of {organisation.slug}")
    return load_case(tx, f"C-{key}")


def _facts(
    terms: Terms, org: str, kind: str, given: CaseGiven, on: date
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the facts as kept, and those needed days that are taken from the act's own."""
    kinds = facts_of(terms, kind)
    facts = {name: _read(terms, kind, kinds, name, text) for name, text in given.facts}
    needs = terms.words(f"case.{kind}.needs")
    assumed = {name: on.isoformat() for name in needs if name not in facts and kinds.get(name) == "date"}
    missing = [name for name in needs if name not in facts and name not in assumed]
    if missing:
        clause = terms.cite(f"case.{kind}.needs") or terms.cite(f"case.{kind}.title")
        raise FactMissing(org, kind, missing, clause)
    return facts | assumed, assumed


def _read(terms: Terms, kind: str, kinds: Mapping[str, str], name: str, text: str) -> str:
    if name not in kinds:
        raise FactUnknown(name, kind, tuple(kinds))
    try:
        return fact_text(fact_from(kinds[name], text, terms.words(f"case.{kind}.words.{name}")))
    except ValueError as wrong:
        raise ValueMalformed(f"--fact {name}", text, str(wrong)) from None


def _party(terms: Terms, kind: str, by: str | None) -> str | None:
    parties = terms.words(f"case.{kind}.by")
    if by is not None and parties and by not in parties:
        raise CaseNotTheirs(kind, by, parties, terms.cite(f"case.{kind}.by"))
    return by or (parties[0] if len(parties) == 1 else None)


def _entries(
    terms: Terms, kind: str, facts: Mapping[str, str], given: CaseGiven
) -> list[tuple[str, str, str]]:
    steps = terms.words(f"case.{kind}.checklist")
    for step in given.ticks:
        if step not in steps:
            raise FactUnknown(step, kind, steps)
    entries = [("fact", name, value) for name, value in facts.items()]
    entries += [("tick", step, "yes") for step in given.ticks]
    return [*entries, ("note", "note", given.note)] if given.note else entries


def update_case(store: Store, ref: str, given: CaseGiven, act: Act) -> Written:
    """Add facts, ticked steps and a note to a case from the act's day on; a later fact replaces an earlier.

    Raises CaseUnknown (exit 3), CaseClosed, CaseTooEarly (exit 5).
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        case = _touched(tx, ref)
        before = known_pauses(tx, case.organisation_id)
        _add(tx, book, case, given)
        _follow(tx, book, case, before)
        view = case_view(tx, book, case, tx.on)
    return Written(view, (view.ref,), f"{view.ref}: {_told(given)}{_next(view)}")


def _touched(tx: Transaction, ref: str) -> Case:
    case = load_case(tx, ref)
    if case.closed_on is not None:
        raise CaseClosed(case.ref, case.closed_on.isoformat())
    if tx.on < case.opened_on:
        raise CaseTooEarly(case.ref, case.opened_on.isoformat(), tx.on.isoformat())
    return case


def _add(tx: Transaction, book: TermsBook, case: Case, given: CaseGiven) -> None:
    """Write what is new: what is known already with the same value is not written twice."""
    terms = terms_of(tx, book, case)
    kinds = facts_of(terms, case.kind)
    facts = {name: _read(terms, case.kind, kinds, name, text) for name, text in given.facts}
    known = {(one.kind, one.name): one.value for one in entries_of(tx, case, tx.on)}
    _check_end(facts, case.opened_on)
    entries = _entries(terms, case.kind, facts, given)
    add_entries(tx, case, [one for one in entries if known.get((one[0], one[1])) != one[2]])


def _follow(tx: Transaction, book: TermsBook, case: Case, before: Pauses) -> None:
    """Let a customer's contracts follow what became known of a case: an event that moves them, a return."""
    settle_pauses(tx, book, case.organisation_id, before)
    if any(name == "delivered_at" for name in facts_of(terms_of(tx, book, case), case.kind)):
        for contract in load_contracts(tx, subscriptions_of(tx, case.organisation_id)):
            schedule(tx, book, contract)


def _check_end(facts: Mapping[str, str], opened_on: date) -> None:
    """Refuse an event that was over before it began."""
    ended = facts.get(ENDED)
    if ended is not None and ended < opened_on.isoformat():
        raise FactTooEarly(ENDED, ended, opened_on.isoformat())


def _told(given: CaseGiven) -> str:
    said = [f"{name} = {value}" for name, value in given.facts]
    said += [f"{step} done" for step in given.ticks]
    return ", ".join([*said, "noted"] if given.note else said) or "nothing new"


def close_case(store: Store, ref: str, given: CaseGiven, act: Act) -> Written:
    """Close a case on the act's day, with its last facts. Closing it again changes nothing.

    Raises CaseStepsOpen (exit 5) while a step of the terms is not ticked.
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        case = load_case(tx, ref)
        if case.closed_on is None:
            case = _touched(tx, ref)
            before = known_pauses(tx, case.organisation_id)
            _add(tx, book, case, given)
            if steps := case_view(tx, book, case, tx.on).open_steps:
                raise CaseStepsOpen(
                    case.ref, steps, terms_of(tx, book, case).cite(f"case.{case.kind}.checklist")
                )
            tx.run(queries.CLOSE, (tx.on.isoformat(), case.id))
            record_audit(tx, case.organisation_id, "case.closed", {"case": case.ref, "on": tx.on.isoformat()})
            tx.tell(f"{case.ref}: closed on {tx.on}")
            case = load_case(tx, ref)
            _follow(tx, book, case, before)
        view = case_view(tx, book, case, tx.on)
    return Written(view, (view.ref,), f"{view.ref}: closed on {view.closed_on}")


def show_case(store: Store, ref: str, as_of: date | None) -> CaseView:
    """Return a case as of a day: its facts known then, its dates, amounts and acts."""
    with store.reading() as tx:
        return case_view(tx, TermsBook(tx), load_case(tx, ref), as_of or store.clock.today())


def list_cases(store: Store, filters: tuple[str | None, str | None, bool], as_of: date | None) -> Listing:
    """Return the cases opened by a day, those of one customer or kind, or only those still open."""
    day = as_of or store.clock.today()
    return Listing("saasctl.case.list/1", CASE_COLUMNS, _rows(store, filters, day), day)


def _rows(
    store: Store, filters: tuple[str | None, str | None, bool], day: date
) -> Iterator[tuple[object, ...]]:
    org, kind, only_open = filters
    with store.reading() as tx:
        conditions: list[tuple[str, object]] = [("c.opened_on <= ?", day.isoformat())]
        if org:
            conditions.append(("c.organisation_id = ?", organisation_named(tx, org).id))
        if kind:
            conditions.append(("c.kind = ?", kind))
        if only_open:
            conditions.append(("(c.closed_on IS NULL OR c.closed_on > ?)", day.isoformat()))
        where = " AND ".join(text for text, _ in conditions)
        book = TermsBook(tx)
        for row in tx.rows(
            f"{queries.CASES} WHERE {where} ORDER BY c.id", tuple(value for _, value in conditions)
        ):
            view = case_view(tx, book, case_from(tx, row), day)
            soonest = _soonest(view)
            next_ = (soonest[0], soonest[1]) if soonest else (None, None)
            values = {"next_on": next_[0], "next": next_[1]}
            yield tuple(values.get(column.name, getattr(view, column.name, None)) for column in CASE_COLUMNS)


def _soonest(view: CaseView) -> tuple[date, str] | None:
    if view.closed_on is not None:
        return None
    ahead: Sequence[tuple[date, str]] = [
        (one.on, one.name) for one in view.dates if one.on is not None and one.state == "to-come"
    ]
    return min(ahead, default=None)


def _next(view: CaseView) -> str:
    found = _soonest(view)
    return f"; next: {found[1]} {found[0]}" if found else ""
