"""Read profiles of terms: list, show, clause, blanks, coverage, check, diff. No store is needed."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from saasctl.acts.rates import rates_of
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import Findings, NotFound, Usage
from saasctl.errors.terms import ProfileInvalid
from saasctl.store.database import Store
from saasctl.store.queries.sellers import settings
from saasctl.system.clock import system_clock
from saasctl.terms.check.findings import SEVERITIES, Finding, Severity
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


class Checked(NamedTuple):
    """What a check found: the list to print, its findings, and the first profile that cannot be read."""

    listing: Listing
    findings: list[Finding]
    unreadable: ProfileInvalid | None


def list_profiles(extra: Path | None) -> Listing:
    """Return every profile with its versions; one that cannot be read has its number of faults."""
    rows = [_listed(name, extra) for name in profile_names(extra)]
    return Listing("saasctl.terms.list/1", PROFILE_COLUMNS, rows)


def _listed(name: str, extra: Path | None) -> tuple[object, ...]:
    try:
        profile = load_profile(name, extra)
    except ProfileInvalid as invalid:
        id_, _, version = name.partition("@")
        return (id_, version, *[None] * 6, len(invalid.faults), invalid.file)
    head = profile.id, profile.version, profile.vendor, profile.currency, profile.timezone
    counts = len(profile.clauses), len(profile.entries), _count_blanks(profile)
    return (*head, *counts, 0, profile.origin)


def _count_blanks(profile: Profile) -> int:
    return sum(1 for mark in profile.opens if mark.kind == "blank")


def show_profile(name: str, prefix: str | None, extra: Path | None) -> ProfileView:
    """Return a profile's head, its values and blanks, or only those at or below a path, or of a rule."""
    profile = load_profile(name, extra)
    blank = [mark for mark in profile.opens if mark.kind == "blank"]
    values = (
        *(_value(entry) for entry in profile.entries.values() if _wanted(entry.path, entry.rules, prefix)),
        *(_unsaid(mark) for mark in blank if _wanted(mark.path, (mark.rule,), prefix)),
    )
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
        _count_blanks(profile),
        values,
    )


def _wanted(path: str, rules: Sequence[str], prefix: str | None) -> bool:
    if prefix is None or prefix in rules or path.startswith(f"{prefix}."):
        return True
    parts, asked = path.split("."), prefix.split(".")
    return len(parts) == len(asked) and all(a in ("*", b) for a, b in zip(parts, asked, strict=True))


def _unsaid(mark: Open) -> TermValue:
    return TermValue(mark.path, None, "blank", mark.rule, mark.article)


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
    return list(dict.fromkeys([*known, mark.path]))


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


def check_terms(names: Iterable[str], store: Store | None, as_of: date | None, extra: Path | None) -> Checked:
    """Check profiles and return the findings: of the schema, of the text, of the law on a day.

    Each profile is checked as it is written; the reference rates are those that the store knows.
    """
    today = as_of or (store.clock if store else system_clock()).today()
    rates = _rates(store)
    rows: list[tuple[object, ...]] = []
    found: list[Finding] = []
    unreadable: ProfileInvalid | None = None
    for name in names:
        try:
            profile = load_profile(name, extra)
            findings: Sequence[Finding] = check_profile(profile, load_rules(profile), rates, today)
        except ProfileInvalid as invalid:
            findings = [
                Finding("error", fault.path or name, str(fault), None, None) for fault in invalid.faults
            ]
            unreadable = unreadable or invalid
        found += findings
        rows += [(one.severity, one.path, one.message, one.clause, one.statute, name) for one in findings]
    return Checked(Listing("saasctl.terms.check/1", FINDING_COLUMNS, rows, today), found, unreadable)


def _rates(store: Store | None) -> Rates:
    if store is None:
        return packaged_rates()
    with store.reading() as tx:
        return rates_of(tx)


def compare(first: str, second: str, extra: Path | None) -> Listing:
    """Return what differs between two profiles or versions."""
    one, other = load_profile(first, extra), load_profile(second, extra)
    rows = [
        (found.path, found.first, found.second, found.first_clause, found.second_clause)
        for found in differences(one, other)
    ]
    return Listing("saasctl.terms.diff/1", DIFFERENCE_COLUMNS, rows)


def severity_named(word: str | None) -> Severity | None:
    """Return a severity by its name; Usage (exit 2) for another word."""
    known: dict[str, Severity] = {severity: severity for severity in SEVERITIES}
    if word is not None and word not in known:
        raise Usage(f"--fail-on cannot be {word!r}", why=f"accepted: {', '.join(SEVERITIES)}")
    return known[word] if word is not None else None


def refuse_findings(checked: Checked, fail_on: Severity | None) -> None:
    """Raise ProfileInvalid (exit 4) for a profile that cannot be read, Findings (exit 10) for grave ones.

    Findings are grave from the severity `fail_on` on; without it none is.
    """
    if checked.unreadable is not None:
        raise checked.unreadable
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    grave = [one for one in checked.findings if fail_on and ranks[one.severity] >= ranks[fail_on]]
    if grave:
        count = f"{len(grave)} finding{'s' if len(grave) != 1 else ''}"
        raise Findings(f"{count} of {fail_on} or graver", why=f"{grave[0].path}: {grave[0].message}")
