"""Questions about cases, closing, erasure, return, transfer, compromise and backups."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk import FIRST, on
from saasctl.errors.base import SaasctlError
from saasctl.operations.backup_reports import report_backups
from saasctl.operations.bundles import export_bundle
from saasctl.operations.cases import CaseGiven, close_case, open_case, show_case
from saasctl.operations.closing import close_org, purge_org
from saasctl.operations.compromises import CompromiseGiven, report_compromise
from saasctl.operations.slots import add_slots
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.transfers import TransferGiven, transfer_org
from saasctl.operations.user_lists import show_user
from saasctl.operations.users import add_user
from saasctl.values.act import Act
from saasctl.values.clock import Clock

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

ORG, OVER, TRIAL, ASKED = "cased", "over", "tried", "asked-back"
OPENED = date(2026, 5, 6)
DAYS = ("2026-05-06", "2026-05-20", "2026-06-04", "2026-06-06", "2026-07-20", "2027-06-01")
SUBSCRIPTION = """
SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id WHERE o.slug = ?
"""
BLANKS = ("case.", "compromise.", "backup.", "deletion.", "password.", "trial.days", "restoration.")
OFFSETS = {"early": 0, "soon": 10, "late": 60}
"""Days from the opening to the facts of a case, by the name of the variant."""


def prepare(panel: "Panel") -> None:
    """Make customers with a running and an ended contract and a trial, and open a case of every kind."""
    desk, profile = panel.desk, panel.profile
    for mark in profile.opens:
        if mark.kind == "blank" and mark.path.startswith(BLANKS):
            desk.setting(profile.id, mark.path, mark.example)
    desk.org(ORG, profile.id)
    desk.org(OVER, profile.id, closed_on="2026-03-31")
    desk.org(TRIAL, profile.id)
    plan = next((name for name in profile.names_under("plan") if name not in ("free", "on-demand")), "team")
    for org in (ORG, OVER):
        desk.sub(org, plan, "monthly", 3, "2026-01-01", "31.00")
    _end(panel, ORG, "2026-12-31")
    _end(panel, OVER, "2026-03-31")
    with suppress(SaasctlError):
        start_subscription(desk.store, TRIAL, OrderGiven("main", plan, None, 1, trial=True), on("2026-03-02"))
    known = profile.entries["users.roles"].value if "users.roles" in profile.entries else ("owner",)
    assert isinstance(known, tuple)
    add_user(desk.store, f"owner@{ORG}.example", ORG, {"role": str(known[0])}, on("2026-01-02"))
    if "case.data-return.title" in profile.entries:
        given = CaseGiven((("asked_on", "2026-03-20"), ("delivered_at", "2026-03-28T10:00:00+01:00")))
        open_case(desk.store, OVER, "data-return", given, on("2026-04-01"))
        close_case(desk.store, "C-1", CaseGiven(), on("2026-04-01"))
    for kind in profile.names_under("case"):
        for variant in OFFSETS:
            open_case(desk.store, ORG, kind, _given(panel, kind, variant), Act(on=OPENED))
    if "return.case" in profile.entries:
        given = CaseGiven((("wanted", "data"), ("asked_on", "2026-06-30")))
        desk.org(ASKED, profile.id, closed_on="2026-03-31")
        desk.sub(ASKED, plan, "monthly", 3, "2026-01-01", "31.00")
        _end(panel, ASKED, "2026-03-31")
        open_case(desk.store, ASKED, "reversibility", given, on("2026-06-30"))


def _end(panel: "Panel", org: str, last: str) -> None:
    with panel.store.transaction(Act(on=FIRST)) as tx:
        row = tx.one(SUBSCRIPTION, (org,))
        assert row is not None
        tx.run("UPDATE subscription SET ended_on = ? WHERE id = ?", (last, row[0]))
        values = {"subscription_id": row[0], "cause": "convenience", "by_party": "customer"}
        values |= {"asked_on": "2026-02-01", "last_day": last, "owed_until": last}
        tx.insert("ending", values)


def _given(panel: "Panel", kind: str, variant: str) -> CaseGiven:
    """Return the facts of a case: the needed ones alone, or all of them at some distance."""
    entries, path = panel.profile.entries, f"case.{kind}"
    needs = entries[f"{path}.needs"].value if f"{path}.needs" in entries else ()
    assert isinstance(needs, tuple)
    facts = []
    for name in panel.profile.names_under(f"{path}.facts"):
        if variant == "early" and name not in needs:
            continue
        words = entries.get(f"{path}.words.{name}")
        first = words.value if words is not None else ("x",)
        assert isinstance(first, tuple)
        what = str(entries[f"{path}.facts.{name}"].value)
        facts.append((name, _fact(what, str(first[0]), variant)))
    return CaseGiven(tuple(facts))


def _fact(what: str, word: str, variant: str) -> str:
    day = date.fromordinal(OPENED.toordinal() + OFFSETS[variant]).isoformat()
    texts = {"date": day, "instant": f"{day}T10:00:00+02:00", "amount": "1000.01", "count": "3"}
    texts |= {"percent": "2.5", "yes-no": "no" if variant == "late" else "yes", "text": "text", "word": word}
    return texts[what]


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    return dict(
        [
            *_cases(panel),
            *_trials(panel),
            *_limits(panel),
            *_hirings(panel),
            *_zeros(panel),
            *_custody(panel),
            *_logins(panel),
        ]
    )


def _cases(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked, dry

    kinds = panel.profile.names_under("case")
    refs = [f"C-{number + 1}" for number in range(len(kinds) * len(OFFSETS) + 1)]
    for ref in refs:
        for day in DAYS:
            yield f"case {ref} on {day}", asked(show_case, panel.store, ref, date.fromisoformat(day))
        yield f"close {ref}", asked(close_case, panel.store, ref, CaseGiven(), dry(date(2026, 7, 1)))
    for kind in kinds:
        for party in ("customer", "vendor"):
            for variant in OFFSETS:
                facts = _given(panel, kind, variant).facts
                given = CaseGiven(facts, by=party)
                yield (
                    f"open {kind} {party} {variant}",
                    asked(open_case, panel.store, ORG, kind, given, dry(date(2026, 6, 1))),
                )
                yield (
                    f"open {kind} {party} {variant} without the first",
                    asked(
                        open_case,
                        panel.store,
                        ORG,
                        kind,
                        CaseGiven(facts[1:], by=party),
                        dry(date(2026, 6, 1)),
                    ),
                )


def _limits(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked, dry

    if "case.suspension.title" not in panel.profile.entries:
        return
    spring = (("ceased_at", "2026-03-26T10:00:00+01:00"),)
    inquiry = (*spring, ("inquiry_open", "yes"), ("inquiry_closed_at", "2026-04-10T10:00:00+02:00"))
    for name, facts in (("spring", spring), ("inquiry", inquiry)):
        given = CaseGiven(facts)
        yield f"limit in {name}", asked(open_case, panel.store, ORG, "suspension", given, dry(OPENED))


def _hirings(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked, dry

    for kind in panel.profile.names_under("case"):
        if "hired_on" in panel.profile.names_under(f"case.{kind}.facts"):
            pay = [(name, text) for name, text in _given(panel, kind, "late").facts if name != "hired_on"]
            given = CaseGiven((*pay, ("hired_on", "2029-01-15")))
            yield f"{kind} after the ban", asked(open_case, panel.store, ORG, kind, given, dry(OPENED))


def _zeros(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked, dry

    for path in panel.profile.entries:
        if path.startswith("case.") and path.endswith(".not_if_zero"):
            kind = path.split(".")[1]
            facts = _given(panel, kind, "soon").facts
            given = CaseGiven(tuple((name, "0" if text == "1000.01" else text) for name, text in facts))
            yield f"{kind} of nothing", asked(open_case, panel.store, ORG, kind, given, dry(OPENED))


def _trials(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked, dry

    for kind in panel.profile.names_under("case"):
        given = _given(panel, kind, "soon")
        yield f"open {kind} of a trial", asked(open_case, panel.store, TRIAL, kind, given, dry(OPENED))


def _custody(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked, dry

    store = panel.store
    days = ("2026-03-10", "2026-03-17", "2026-04-01", "2026-04-20", "2026-06-30", "2026-07-01", "2036-04-01")
    orgs = (ORG, OVER, TRIAL, *((ASKED,) if "return.case" in panel.profile.entries else ()))
    for org in orgs:
        for text in days:
            day = date.fromisoformat(text)
            yield f"close {org} on {day}", asked(close_org, store, org, dry(day))
            for evidence in (None, "offer"):
                target = str(Path(panel.folder) / "bundle.zip")
                yield (
                    f"bundle {org} {day} {evidence}",
                    asked(export_bundle, store, org, target, evidence, dry(day)),
                )
            for requested in (None, date(2026, 4, 2)):
                yield (
                    f"purge {org} {day} {requested}",
                    asked(purge_org, store, org, requested, None, dry(day)),
                )
        yield f"backups of {org}", asked(report_backups, store, None, org, None, date(2027, 6, 30))
    yield "backups", asked(report_backups, store, panel.profile.id, None, date(2024, 1, 1), date(2026, 6, 30))
    for by in ("customer", "vendor"):
        for consent in (None, date(2026, 5, 1)):
            for event in (None, "merger", "acquisition", "change-of-control", "another"):
                given = TransferGiven("Beta", by, consent, event)
                yield (
                    f"transfer {by} {consent} {event}",
                    asked(transfer_org, store, ORG, given, dry(date(2026, 6, 1))),
                )


def _logins(panel: "Panel") -> "Iterator[tuple[str, Ask]]":
    from honesty.panel import asked

    store, email = panel.store, f"owner@{ORG}.example"
    clock = Clock(lambda: panel.store.clock.now(), "Europe/Paris")
    at = clock.start_of(date(2026, 5, 12))
    for kind in (None, "credentials", "threat", "third-party-access", "lost", "stolen"):
        for measure in ((), ("reset-password",), ("suspend",), ("reset-login",)):
            given = CompromiseGiven(kind, None, measure, at)
            act = Act(at=at, dry_run=True)
            yield f"compromise {kind} {measure}", asked(report_compromise, store, email, ORG, given, act)
    yield (
        "compromise unchanged",
        asked(report_compromise, store, email, ORG, CompromiseGiven(), Act(at=at, dry_run=True)),
    )
    for day in ("2026-01-02", "2026-06-01", "2027-06-01"):
        yield f"user on {day}", asked(show_user, store, email, ORG, date.fromisoformat(day))
    for text in ("2026-05-01", "2026-05-06", "2026-06-01", "2026-07-05", "2026-07-10", "2027-08-01"):
        act = Act(at=clock.start_of(date.fromisoformat(text)), dry_run=True, requested_by=email)
        yield f"slots asked for by the owner on {text}", asked(add_slots, store, ORG, 2, act)
