"""Reports of compromised logins, kept among the dated facts of a user; operations contested after them."""

from dataclasses import dataclass, replace
from datetime import datetime

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow, UserRow, user_in
from saasctl.acts.users import note_event
from saasctl.errors.compromises import PurchaseContested
from saasctl.rules.lifecycle.liability import Excuse, Report, contested
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import stamp

EVENTS = """
SELECT what, on_day, detail FROM user_event
WHERE user_id = ? AND what LIKE 'compromise%' AND detail IS NOT NULL ORDER BY id
"""
FACTS = """
SELECT c.id, x.name, x.value FROM case_file c JOIN case_entry x ON x.case_id = c.id
WHERE c.organisation_id = ? AND x.kind = 'fact' AND x.value IS NOT NULL
  AND x.name IN ('cause', 'began_at', 'ended_at', 'account')
ORDER BY c.id, x.id
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of a user's compromises: the reports with what answered each, and measures taken."""

    reports: tuple[Report, ...] = ()
    measures: tuple[str, ...] = ()

    def of(self, kind: str, at: datetime) -> Report:
        """Return the report of that kind and instant."""
        wanted = Report(kind, at)
        return next((one for one in self.reports if report_key(one) == report_key(wanted)), wanted)


def compromises_of(tx: Transaction, user_id: int) -> Known:
    """Return what is on record of a user.

    A change of the login, or a letter, answers the report that it was told with; one without a report
    answers all that were on record then.
    """
    reports: dict[str, Report] = {}
    measures: list[str] = []
    for what, on, detail in tx.rows(EVENTS, (user_id,)):
        said, _, named = str(detail).partition(" ")
        if what == "compromise":
            kind, _, at = said.partition("@")
            reports[said] = Report(kind, stored.instant(at))
        elif what == "compromise-measure":
            measures.append(str(detail))
        for key in (named,) if named in reports else tuple(reports):
            if what == "compromise-changed":
                reports[key] = replace(reports[key], changed_at=stored.instant(said))
            elif what == "compromise-confirmed":
                reports[key] = replace(reports[key], confirmed_on=stored.day(on))
    return Known(tuple(reports.values()), tuple(dict.fromkeys(measures)))


def report_key(report: Report) -> str:
    """Return a report as its events name it."""
    return f"{report.kind}@{stamp(report.reported_at)}"


def record_report(
    tx: Transaction, organisation: OrganisationRow, user: UserRow, kind: str, at: datetime
) -> None:
    """Write a report of a compromise, once for each kind and instant."""
    known = compromises_of(tx, user.id).reports
    if any((one.kind, one.reported_at) == (kind, at) for one in known):
        return
    note_event(tx, user.id, "compromise", report_key(Report(kind, at)))
    record_audit(tx, organisation.id, "user.compromise", {"email": user.email, "kind": kind, "at": at})
    tx.tell(f"{user.email}: {kind} reported at {stamp(at)}")


def contested_clause(
    tx: Transaction, terms: Terms, organisation_id: int, email: str | None, at: datetime
) -> ClauseRef | None:
    """Return the clause under which what a person of the customer's does at an instant is contested."""
    user = user_in(tx, organisation_id, email) if email else None
    if user is None:
        return None
    return contested(
        terms, at, compromises_of(tx, user.id).reports, _excuses(tx, organisation_id, user.email)
    )


def _excuses(tx: Transaction, organisation_id: int, email: str) -> list[Excuse]:
    """Return the failures on record, as cases with a cause and a beginning, that touch an account."""
    cases: dict[int, dict[str, str]] = {}
    for key, name, value in tx.rows(FACTS, (organisation_id,)):
        cases.setdefault(stored.whole(key), {})[str(name)] = str(value)
    return [
        Excuse(
            facts["cause"], stored.instant(facts["began_at"]), stored.instant_or_none(facts.get("ended_at"))
        )
        for facts in cases.values()
        if {"cause", "began_at"} <= set(facts) and facts.get("account", email) == email
    ]


def note_contested(tx: Transaction, organisation_id: int, email: str, what: str, clause: ClauseRef) -> None:
    """Put on record that an operation is contested: it is neither carried out nor billed by itself."""
    user = user_in(tx, organisation_id, email)
    if user is not None:
        note_event(tx, user.id, "contested", what)
    facts: dict[str, object] = {"email": email, "what": what, "rule": clause.rule}
    record_audit(tx, organisation_id, "purchase.contested", facts)
    tx.tell(f"contested ({clause.rule}): {what}")


def refuse_contested(tx: Transaction, terms: Terms, organisation_id: int, what: str) -> None:
    """Put on record what a compromised login buys (K-12, K-72), and refuse it: PurchaseContested (exit 5)."""
    email = tx.act.requested_by
    clause = contested_clause(tx, terms, organisation_id, email, tx.at)
    if clause is not None and email is not None:
        note_contested(tx, organisation_id, email, f"{what} at {stamp(tx.at)}", clause)
        raise PurchaseContested(what, email, clause)
