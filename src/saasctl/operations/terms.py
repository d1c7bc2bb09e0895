"""Read profiles of terms: list, show, clause, blanks, coverage, check, diff. No store is needed."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from saasctl.acts.rates import rates_of
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import Findings, NotFound, Usage
from saasctl.errors.terms import ProfileInvalid
from saasctl.store.database import Store
from saasctl.store.queries.sellers import settings
from saasctl.system.clock import system_clock
from saasctl.terms.check.findings import SEVERITIES, Finding
from saasctl.terms.check.profile import check_profile
from saasctl.terms.coverage import load_rules
from saasctl.terms.diff import differences
from saasctl.terms.law.rates import Rates, packaged_rates
from saasctl.terms.load import load_profile, profile_names
from saasctl.terms.model import Entry, Open, Profile
from saasctl.terms.resolve import Answer, Terms, in_force
from saasctl.terms.schema.parameters import parameter_at, text_at
from saasctl.values.answers import Listing
from saasctl.values.views.terms import (
    BLANK_COLUMNS,
    DIFFERENCE_COLUMNS,
    FINDING_COLUMNS,
    PROFILE_COLUMNS,
    ClauseView,
    CoverageRow,
    CoverageView,
    ProfileView,
    TermValue,
)


def list_profiles(extra: Path | None) -> Listing:
    """Return every profile that can be loaded, with its versions."""
    rows = []
    for name in profile_names(extra):
        profile = load_profile(name, extra)
        blank = sum(1 for mark in profile.opens if mark.kind == "blank")
        counts = len(profile.clauses), len(profile.entries), blank
        head = profile.id, profile.version, profile.vendor, profile.currency, profile.timezone
        rows.append((*head, *counts, profile.origin))
    return Listing("saasctl.terms.list/1", PROFILE_COLUMNS, rows)


def show_profile(name: str, prefix: str | None, extra: Path | None) -> ProfileView:
    """Return a profile's head and its values, or only those at or below a path, or of a rule."""
    profile = load_profile(name, extra)
    values = tuple(_value(entry) for entry in profile.entries.values() if _wanted(entry, prefix))
    if prefix and not values:
        raise NotFound(f"{profile.name} has nothing at {prefix}", fix=f"saasctl terms show {profile.id}")
    return ProfileView(
        profile.id,
        profile.version,
        profile.vendor,
        profile.language,
        profile.timezone,
        profile.holidays,
        profile.currency,
        profile.governing,
        profile.sha256,
        profile.origin,
        len(profile.clauses),
        sum(1 for mark in profile.opens if mark.kind == "blank"),
        values,
    )


def _wanted(entry: Entry, prefix: str | None) -> bool:
    return (
        prefix is None or entry.path == prefix or entry.path.startswith(f"{prefix}.") or prefix in entry.rules
    )


def _value(entry: Entry) -> TermValue:
    return TermValue(
        entry.path, text_at(entry.path, entry.value), entry.source, " ".join(entry.rules), entry.article
    )


def show_clause(name: str, article: str, extra: Path | None) -> ClauseView:
    """Return one article of a profile and what is taken from it. NotFound (exit 3) with near ones."""
    profile = load_profile(name, extra)
    clause = profile.clauses.get(article)
    if clause is None:
        near = [known for known in profile.clauses if article.lower() in known.lower()]
        raise NotFound(
            f"{profile.name} uses no article {article}",
            why=f"articles: {'; '.join(near or profile.clauses)[:500]}",
            fix=f"saasctl terms clause {profile.id} {(near or list(profile.clauses))[0]!r}",
        )
    values = tuple(_value(entry) for entry in profile.entries.values() if entry.article == article)
    return ClauseView(profile.id, profile.version, article, clause.title, clause.says, values)


def list_blanks(name: str, store: Store | None, as_of: date | None, extra: Path | None) -> Listing:
    """Return every path that may be set, with its value and source in force where there is one."""
    profile, terms = _profile_and_terms(name, store, as_of, extra)
    rows = [_blank(profile, terms, mark, path) for mark in profile.opens for path in _paths(terms, mark)]
    return Listing("saasctl.terms.blanks/1", BLANK_COLUMNS, rows, as_of)


def _profile_and_terms(
    name: str, store: Store | None, as_of: date | None, extra: Path | None
) -> tuple[Profile, Terms]:
    if store is None:
        profile = load_profile(name, extra)
        return profile, Terms(profile)
    day = as_of or store.clock.today()
    with store.reading() as tx:
        row = tx.one("SELECT id FROM seller WHERE slug = ?", (name,))
        if row is not None:
            terms = TermsBook(tx).of_seller(int(str(row[0])), day)
            return terms.profile, terms
        profile = load_profile(name, extra)
        answers = [
            Answer(str(path), str(value), "operator", date.fromisoformat(str(day_)))
            for scope, path, value, day_ in settings(tx)
            if scope == profile.id
        ]
    return profile, Terms(profile, in_force(answers, day))


def _paths(terms: Terms, mark: Open) -> Sequence[str]:
    if "*" not in mark.path:
        return [mark.path]
    known = [path for path in (*terms.settings, *terms.profile.entries) if mark.covers(path)]
    return list(dict.fromkeys(known)) or [mark.path]


def _blank(profile: Profile, terms: Terms, mark: Open, path: str) -> tuple[object, ...]:
    parameter = parameter_at(path.replace("*", "any"))
    found = terms.find(path)
    return (
        path,
        mark.kind,
        parameter.kind.name if parameter else None,
        mark.example or (mark.choices[0] if mark.choices else None),
        text_at(path, found.value) if found else None,
        found.clause.source if found else None,
        list(mark.needed_by),
        mark.rule,
        profile.cite_open(mark),
        list(mark.choices),
        mark.optional,
    )


def coverage(name: str, extra: Path | None) -> CoverageView:
    """Return how each rule of a rulebook is carried out, and the ids that a value cites and no row has."""
    profile = load_profile(name, extra)
    rows = load_rules(profile)
    known = {row.rule for row in rows}
    cited = {rule for entry in profile.entries.values() for rule in entry.rules}
    cited |= {rule for mark in profile.opens for rule in mark.rule.split()}
    rules = tuple(
        CoverageRow(row.rule, row.mode, row.command, row.tests, row.note, row.says, row.area) for row in rows
    )
    planned = tuple(row.rule for row in rows if row.mode == "planned")
    return CoverageView(profile.name, rules, tuple(sorted(cited - known)), planned)


def check_terms(
    names: Iterable[str], store: Store | None, as_of: date | None, extra: Path | None
) -> tuple[Listing, list[Finding]]:
    """Check profiles and return the findings: of the schema, of the text, of the law on a day."""
    today = as_of or (store.clock if store else system_clock()).today()
    rates = _rates(store)
    rows: list[tuple[object, ...]] = []
    found: list[Finding] = []
    for name in names:
        for finding in _checked(name, rates, today, extra):
            found.append(finding)
            cells = finding.severity, finding.path, finding.message, finding.clause, finding.statute
            rows.append((*cells, name))
    return Listing("saasctl.terms.check/1", FINDING_COLUMNS, rows, today), found


def _rates(store: Store | None) -> Rates:
    if store is None:
        return packaged_rates()
    with store.reading() as tx:
        return rates_of(tx)


def _checked(name: str, rates: Rates, today: date, extra: Path | None) -> Iterable[Finding]:
    try:
        profile = load_profile(name, extra)
        return check_profile(profile, load_rules(profile), rates, today)
    except ProfileInvalid as invalid:
        return [Finding("error", fault.path or name, str(fault), None, None) for fault in invalid.faults]


def compare(first: str, second: str, extra: Path | None) -> Listing:
    """Return what differs between two profiles or versions."""
    one, other = load_profile(first, extra), load_profile(second, extra)
    rows = [
        (found.path, found.first, found.second, found.first_clause, found.second_clause)
        for found in differences(one, other)
    ]
    return Listing("saasctl.terms.diff/1", DIFFERENCE_COLUMNS, rows)


def refuse_findings(found: Sequence[Finding], fail_on: str | None) -> None:
    """Raise Findings (exit 10) when some are as grave as asked; nothing without `fail_on`."""
    if fail_on is None:
        return
    ranks: dict[str, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    if fail_on not in ranks:
        raise Usage(f"--fail-on cannot be {fail_on!r}", why=f"accepted: {', '.join(SEVERITIES)}")
    grave = [one for one in found if ranks[one.severity] >= ranks[fail_on]]
    if grave:
        raise Findings(
            f"{len(grave)} findings of {fail_on} or graver", why=f"{grave[0].path}: {grave[0].message}"
        )
