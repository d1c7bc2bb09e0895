"""Questions that a profile's values answer: commands' operations on a small store, and the linter.

Every question is asked under a profile that stands in for the packaged one and notes the paths it
reads; nothing is written, since every act is a dry run.
"""

import csv
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from typing import Any, TypeVar, overload
from unittest import mock

import honesty.areas
from desk import FIRST, Desk, new_desk
from saasctl.acts import subscribing
from saasctl.acts.contracts import load_contract
from saasctl.acts.finding import organisation_named
from saasctl.acts.paying import Received, pin, record_payment
from saasctl.acts.scheduling import coming
from saasctl.acts.seating import take_slot
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.operations import (
    acceptance,
    cancelling,
    changes,
    corrections,
    importing_organisations,
    importing_users,
    incidents,
    indemnities,
    invoicing,
    notices,
    organisation_lists,
    organisations,
    payments,
    penalties,
    sellers,
    services,
    slots,
    subscription_lists,
    subscriptions,
    suspensions,
    tickets,
    user_lists,
    users,
)
from saasctl.rules.billing.additions import addition_draft
from saasctl.rules.billing.composing import Draft, recurring_drafts
from saasctl.rules.billing.contract import phases_within
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.receivables.interest import Owed, accrue
from saasctl.rules.tickets.clocks import clocks_of
from saasctl.rules.tickets.desk import desk_of, effective_at
from saasctl.rules.tickets.story import Event, Story
from saasctl.rules.tickets.words import sayings
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.invoices import INSERT_VAT
from saasctl.store.queries.receivables import refresh
from saasctl.terms.check.profile import check_profile
from saasctl.terms.coverage import load_rules
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from saasctl.terms.model import Entry, Profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.receivables import BILLED, READINGS
from saasctl.terms.schema.support import SEVERITIES
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written

Ask = Callable[[], object]
START, MIDDLE, LATER = date(2025, 1, 31), date(2025, 5, 12), date(2025, 9, 3)
ROLES = ("owner", "administrator", "member")
PRICE = Decimal("17.31")
TRAINING = ServiceGiven("training", PRICE, training=True)
ANSWERS = {
    "plan_change.period": "commitment-end",
    "trial.days": "15",
    "users.confirmed_by": "email",
    "support.hours": "mon-fri 09:00-18:00",
}
"""What the operator answers where a profile is blank; permissions go to the administrator."""
KINDS = (
    "employee", "officer", "temporary-worker", "consultant", "other", "agent", "representative",
    "contractor", "freelancer", "business-partner", "collaborator", "another",
)  # fmt: skip
CAUSES = ("harmful-data", "authority", "force-majeure", "third-party", "breakdown", "customer-suspension")
DETAILS = {
    "name": "New",
    "email": "new@new.example",
    "phone": "+33102030405",
    "contact_first": "Ada",
    "contact_last": "Martin",
    "employees": "12",
}


Other = TypeVar("Other")


class Watched(dict[str, Entry]):
    """Entries of a profile that note which of them were read."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__(entries)
        self.read: set[str] = set()

    @overload
    def get(self, path: str, default: None = None, /) -> Entry | None: ...

    @overload
    def get(self, path: str, default: Entry, /) -> Entry: ...

    @overload
    def get(self, path: str, default: Other, /) -> Entry | Other: ...

    def get(self, path: str, default: object = None, /) -> object:
        """Return an entry and note it."""
        self.read.add(path)
        return super().get(path, default)

    def __getitem__(self, path: str) -> Entry:
        """Return an entry and note it."""
        self.read.add(path)
        return super().__getitem__(path)


@contextmanager
def in_place(profile: Profile) -> Iterator[None]:
    """Let every module load `profile` instead of the packaged one of its name."""

    def load(name: str, extra: Path | None = None) -> Profile:
        return profile if name in (profile.id, profile.name) else load_profile(name, extra)

    holding = [
        module
        for name, module in sys.modules.items()
        if name.startswith("saasctl.") and getattr(module, "load_profile", None) is load_profile
    ]
    patches = [mock.patch.object(module, "load_profile", load) for module in holding]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def told(ask: Ask) -> str:
    """Return what a question was answered, or how it was refused."""
    try:
        answer = ask()
    except SaasctlError as refused:
        return f"{type(refused).__name__}: {refused.message}; {refused.why}; {refused.clause}"
    if isinstance(answer, Listing):
        return repr(list(answer.rows))
    if isinstance(answer, Written):
        return repr((answer.answer, answer.keys, answer.told, answer.warnings))
    return repr(answer)


@dataclass
class Panel:
    """The questions of one profile on a store with its seller, people and subscriptions."""

    profile: Profile
    desk: Desk
    folder: Path

    @property
    def store(self) -> Store:
        """The store that the questions are put to."""
        return self.desk.store

    def asks(self) -> dict[str, Ask]:
        """Return every question by name."""
        found: dict[str, Ask] = {"check": self._check, "seller": self._seller}
        groups = (self._orders, self._slots, self._people, self._customers, self._bills, self._files)
        for group in (*groups, self._lateness, self._tickets, self._endings):
            found |= group()
        for area in areas():
            found |= area.asks(self)
        return found

    def answer(self, profile: Profile, name: str, ask: Ask) -> tuple[str, set[str]]:
        """Return the answer under a profile that stands in, with the paths it read."""
        entries = Watched(profile.entries)
        self.standing = replace(profile, entries=entries)
        with in_place(self.standing):
            return told(ask), entries.read

    def _check(self) -> object:
        rules = load_rules(self.standing)
        return [
            (one.severity, one.path, one.message, one.statute)
            for one in check_profile(self.standing, rules, packaged_rates(), LATER)
        ]

    def _seller(self) -> object:
        file = self.folder / f"{self.profile.id}.toml"
        return sellers.add_seller(self.store, "another", self.profile.id, file, dry(LATER))

    def _orders(self) -> dict[str, Ask]:
        def start(plan: str, unit: str | None, trial: bool) -> Ask:
            credits_ = 2 if "credits.periodic_price" in self.profile.entries else 0
            given = subscriptions.OrderGiven("fresh", plan, unit, 9, trial, None, credits_, PRICE)
            return lambda: subscriptions.start_subscription(self.store, "staffed", given, dry(LATER))

        pairs = [(plan, unit) for plan in plans(self.profile) for unit in (*units(self.profile), None)]
        found = {f"order {p} {u} {t}": start(p, u, t) for p, u in pairs for t in (False, True)}
        for key in self._keys():
            for plan, unit in pairs:
                found[f"change {key} {plan} {unit}"] = self._change(key, plan, unit)
        bare = dry(LATER)
        found["trial"] = self._trial
        found["override"] = lambda: subscriptions.override_terms(
            self.store, self._keys()[0], "invoice.due_days", "9", None, bare
        )
        return found

    def _trial(self) -> object:
        """Answer the last day of a trial."""
        with self.store.transaction(dry(LATER)) as tx:
            book, customer = TermsBook(tx), organisation_named(tx, "staffed")
            plan = plans(self.profile)[-1]
            order = subscribing.Order("fresh", plan, _sold(self.profile, plan)[0], 3, LATER, trial=True)
            subscribing.start(tx, book, customer.id, book.of_seller(customer.seller_id, LATER), order)
            return tx.rows("SELECT trial_until FROM subscription ORDER BY id")

    def _change(self, key: str, plan: str, unit: str | None) -> Ask:
        price = (PRICE + 1, "amendment")
        return lambda: changes.change_subscription(self.store, key, plan, unit, price, dry(LATER))

    def _keys(self) -> list[str]:
        rows = self.desk.rows(
            "SELECT o.slug, s.name FROM subscription s JOIN organisation o ON o.id = s.organisation_id"
            " ORDER BY s.id"
        )
        return [f"{slug}/{name}" for slug, name in rows]

    def _slots(self) -> dict[str, Ask]:
        found: dict[str, Ask] = {}
        for key in self._keys():
            for day in (MIDDLE, LATER):
                for name, move in (("add", slots.add_slots), ("remove", slots.remove_slots)):
                    found[f"slot {name} {key} {day}"] = _slot(move, self.store, key, day)
            found[f"slot keep {key}"] = asked(slots.keep_slots, self.store, key, dry(LATER))
            found[f"slot show {key}"] = asked(slots.show_slots, self.store, key, LATER)
            for mode in ("manual", "automatic"):
                found[f"slot mode {key} {mode}"] = asked(
                    slots.set_slot_mode, self.store, key, mode, dry(LATER)
                )
        found["one more user"] = asked(self._one_more)
        main = "staffed/main"
        for role in ROLES:
            act = dry(LATER, role)
            found[f"slot add by {role}"] = asked(slots.add_slots, self.store, main, 1, act)
            found[f"slot remove by {role}"] = asked(slots.remove_slots, self.store, main, 1, act)
            found[f"slot keep by {role}"] = asked(slots.keep_slots, self.store, main, act)
            found[f"slot mode by {role}"] = asked(slots.set_slot_mode, self.store, main, "automatic", act)
        return found

    def _one_more(self) -> object:
        """Answer whose slot a new user takes where slots follow users and one is to go."""
        soon = MIDDLE + timedelta(days=2)
        written = users.add_user(self.store, "more@automatic.example", "automatic", {}, dry(soon))
        with self.store.transaction(dry(soon)) as tx:
            take_slot(tx, TermsBook(tx), organisation_named(tx, "automatic").id, soon)
            moves = tx.rows("SELECT kind, delta FROM slot_movement ORDER BY id")
        return written, moves

    def _people(self) -> dict[str, Ask]:
        store, found = self.store, {}
        for role in ROLES:
            by = dry(LATER, role)
            for name, enter in (("invite", users.invite_user), ("add", users.add_user)):
                found[f"user {name} by {role}"] = asked(enter, store, "n@x.example", "staffed", {}, by)
            for other, change in (
                ("disable", users.disable_user),
                ("enable", users.enable_user),
                ("bar", users.bar_user),
            ):
                found[f"user {other} by {role}"] = asked(change, store, "left@x.example", "staffed", by)
                found[f"user {other} member by {role}"] = asked(
                    change, store, "member@x.example", "staffed", by
                )
            for field, text in (("role", "member"), ("name", "Zoe"), ("email", "other@x.example")):
                fields = {"display_name" if field == "name" else field: text}
                for day in (None, LATER):
                    edit = asked(users.edit_user, store, "left@x.example", "staffed", fields, day, by)
                    found[f"user edit {field} by {role} {day}"] = edit
            found[f"slot given by {role}"] = asked(
                users.edit_user, store, "helper@full.example", "full", {"kind": ""}, None, _by("full", role)
            )
            found[f"pay data by {role}"] = self._edited(by)
            found[f"terms by {role}"] = self._accepted(acceptance.AcceptanceGiven(authority=True), by)
        act = dry(LATER)
        again = {"role": "owner"}
        found["user again"] = asked(users.add_user, store, "member@x.example", "staffed", again, act)
        found["user too many"] = asked(users.add_user, store, "n@full.example", "full", {}, act)
        for fields in self._details():
            found[f"user add {fields}"] = asked(users.add_user, store, "n@x.example", "staffed", fields, act)
        for day in (None, LATER):
            login = {"email": "other@x.example"}
            found[f"login {day}"] = asked(
                users.edit_user, store, "member@x.example", "staffed", login, day, act
            )
        found["user accepts"] = asked(users.accept_by_user, store, "new@x.example", "staffed", None, act)
        for email in ("member@x.example", "new@x.example", "left@x.example"):
            found[f"user show {email}"] = asked(user_lists.show_user, store, email, "staffed", LATER)
        return found

    def _details(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = [{"role": role} for role in ROLES]
        found += [{"kind": kind} for kind in KINDS]
        return [*found, {"company": "staffed"}, {"company": "Sister"}, {"company": "Stranger"}]

    def _edited(self, act: Act) -> Ask:
        wanted = organisations.OrganisationChanges({"street": "Rue Neuve 1"})
        return lambda: organisations.edit_organisation(self.store, "staffed", wanted, act)

    def _accepted(self, given: acceptance.AcceptanceGiven, act: Act) -> Ask:
        return lambda: acceptance.accept_terms(self.store, "staffed", given, act)

    def _customers(self) -> dict[str, Ask]:
        store, seller, act = self.store, self.profile.id, dry(LATER)
        found: dict[str, Ask] = {}
        for gone in (None, *DETAILS):
            fields = {"slug": "new", **{name: text for name, text in DETAILS.items() if name != gone}}
            for professional in (True, False):
                found[f"org {gone} {professional}"] = asked(
                    organisations.add_organisation, store, seller, fields, professional, (), act
                )
        for authority in (True, False):
            given = acceptance.AcceptanceGiven(authority=authority)
            found[f"accept {authority}"] = self._accepted(given, act)
        given = acceptance.AcceptanceGiven(user="member@x.example")
        found["accept by user"] = self._accepted(given, act)
        for name in ("identity", *self.profile.names_under("declaration")):
            given = acceptance.AcceptanceGiven(declaration=name)
            found[f"declare {name}"] = self._accepted(given, act)
        group = organisations.OrganisationChanges({}, companies=("Third",))
        found["company"] = lambda: organisations.edit_organisation(store, "staffed", group, act)
        return found

    def _bills(self) -> dict[str, Ask]:
        found: dict[str, Ask] = {}
        slugs = [key.split("/")[0] for key in self._keys()]
        for slug in slugs:
            found[f"org show {slug}"] = asked(organisation_lists.show_organisation, self.store, slug, LATER)
            found[f"preview {slug}"] = asked(invoicing.preview_invoices, self.store, slug, date(2027, 6, 1))
            found[f"run {slug}"] = asked(invoicing.run_invoices, self.store, slug, dry(LATER))
        for key in self._keys():
            found[f"drafts {key}"] = self._drafts(key)
            for day in (START, MIDDLE, LATER, date(2027, 2, 1)):
                found[f"dates {key} {day}"] = asked(
                    subscription_lists.subscription_dates, self.store, key, day
                )
            found[f"show {key}"] = asked(subscription_lists.show_subscription, self.store, key, LATER)
            found[f"training {key}"] = asked(services.order_service, self.store, key, TRAINING, dry(START))
        return found

    def _drafts(self, key: str) -> Ask:
        def drafts() -> object:
            with self.store.reading() as tx:
                contract = load_contract(tx, _id_of(tx, key))
                terms_on = TermsBook(tx).of(contract)
                recurring = list(islice(recurring_drafts(contract, terms_on), 27))
                added = addition_draft(contract, terms_on, LATER)
                parts = phases_within(contract.phases, START, LATER)
                return [*map(_bare, recurring), _bare(added), parts, list(coming(contract, terms_on))]

        return drafts

    def _lateness(self) -> dict[str, Ask]:
        """Ask what late invoices of every kind cost, and what may be done about them."""
        store, found = self.store, {}
        for day in (date(2024, 2, 4), date(2024, 3, 3), date(2024, 3, 4), date(2024, 9, 3)):
            found[f"penalties {day}"] = asked(penalties.penalties, store, (None, "debtor", None), day)
            found[f"charge {day}"] = asked(penalties.charge_penalties, store, "debtor", dry(day))
        for reading in READINGS:
            found[f"reading {reading}"] = asked(self._accrued, reading)
        number, until = "LATE-subscription", date(2024, 5, 2)
        for day in (date(2024, 2, 2), date(2024, 2, 5)):
            found[f"reject {day}"] = asked(corrections.reject_debit, store, number, dry(day))
            found[f"defer {day}"] = asked(corrections.defer, store, number, until, dry(day))
            found[f"waive {day}"] = asked(corrections.waive, store, number, ("fee",), None, dry(day))
        for cause in ("force-majeure", "indemnity"):
            given = corrections.CreditGiven(None, PRICE, cause, "why")
            found[f"credit {cause}"] = asked(corrections.credit_invoice, store, number, given, dry(LATER))
        for means in (None, "card", "debit", "transfer"):
            paid = payments.PaymentGiven(PRICE, (), means)
            found[f"pay by {means}"] = asked(payments.record, store, "debtor", paid, dry(LATER))
        return found

    def _tickets(self) -> dict[str, Ask]:
        """Ask for the clocks of tickets, for availability and for notice of planned work."""
        found: dict[str, Ask] = {}
        for severity in SEVERITIES:
            for object_ in ("account", "contact", "action", "opportunity", "quote", "invoice", "other"):
                found[f"clocks {severity} {object_}"] = asked(self._clocks, severity, object_)
        for hour in (16, 17):
            found[f"clocks to closing from {hour}"] = asked(self._clocks, "blocking", "account", hour)
        found["clocks if refiled"] = asked(self._clocks, "major", "account", 10, "refiled")
        for at in ("2026-04-09T07:15", "2026-04-09T18:00", "2026-04-10T17:00", "2026-05-01T10:00"):
            found[f"counts from {at}"] = asked(self._counted, at)
        for channel in ("tool", "email", "phone", "documentation"):
            given = tickets.TicketGiven("major", "x", channel)
            act = Act(at=datetime.fromisoformat("2026-04-09T10:00:00+02:00"), dry_run=True)
            found[f"open by {channel}"] = asked(tickets.open_ticket, self.store, "staffed", given, act)
        for code in self.profile.names_under("exclusion"):
            for kind in ("pause", "exclude"):
                found[f"{kind} for {code}"] = asked(self._stopped, kind, code)
        found["severity"] = asked(self._stopped, "severity", "huge")
        given = tickets.TicketGiven("major", "x")
        night = Act(at=datetime.fromisoformat("2026-04-09T23:00:00+02:00"), dry_run=True)
        found["open at night"] = asked(tickets.open_ticket, self.store, "staffed", given, night)
        for code in self.profile.names_under("exclusion"):
            found[f"words of {code}"] = asked(self._said, code)
        month = date(2026, 4, 1)
        found["availability"] = asked(incidents.report_availability, self.store, self.profile.id, month, None)
        found["incidents"] = asked(incidents.list_incidents, self.store, None, None)
        found["maintenance"] = asked(incidents.list_maintenance, self.store, None)
        for time in ("12:30", "18:00"):
            now = datetime.fromisoformat(f"2026-04-24T{time}:00+02:00")
            found[f"indemnity at {time}"] = asked(indemnities.show_indemnity, self.store, "T-1", now)
        claim = Act(on=date(2026, 5, 4), dry_run=True)
        found["claimed"] = asked(indemnities.pay_indemnity, self.store, "T-1", claim)
        return found

    def _endings(self) -> dict[str, Ask]:
        """Ask for every way of ending, by both parties and in every form."""
        store, found = self.store, {}
        facts = ("vendor-acceptance", "late-payments")
        keys = [key for key in self._keys() if key.split("/")[0] not in ("staffed", "automatic", "full")]
        days = (MIDDLE, date(2026, 1, 14), date(2026, 1, 30))
        letter = cancelling.CancelGiven(form="registered-letter")
        for key, day in product(keys, days):
            found[f"cancel {key} {day}"] = asked(cancelling.cancel, store, key, letter, dry(day))
        causes, later = (None, *self.profile.names_under("ending")), MIDDLE + timedelta(days=4)
        for cause, by, form in product(causes, ("customer", "vendor"), FORMS):
            for needs in ((), facts, self.profile_facts(cause)):
                given = cancelling.CancelGiven(by, form, cause, later, False, needs)
                ask = asked(cancelling.cancel, store, "staffed/main", given, dry(MIDDLE))
                found[f"end {cause} {by} {form} {needs}"] = ask
        late = cancelling.CancelGiven("customer", "registered-letter", None, None, True)
        found["next term"] = asked(cancelling.cancel, store, "staffed/main", late, dry(LATER))
        return found | self._access()

    def _access(self) -> dict[str, Ask]:
        """Ask for suspensions, restorations, statements and formal notices."""
        store, found = self.store, {}
        causes = (*self.profile.names_under("suspension"), "non-payment", "mood")
        days = (date(2024, 3, 5), date(2024, 3, 20), LATER)
        for cause, evidence, slug, day in product(causes, (None, "shown"), ("debtor", "staffed"), days):
            ask = asked(suspensions.suspend_org, store, slug, cause, evidence, dry(day))
            found[f"suspend {slug} {cause} {evidence} {day}"] = ask
        summer = date(2024, 6, 3)
        for slug in ("debtor", "cut", "cut-twice", "cut-paid"):
            found[f"restore {slug}"] = asked(suspensions.restore_org, store, slug, dry(summer))
        for slug, day in product(("debtor", "cut", "cut-twice", "cut-paid"), (date(2024, 2, 20), summer)):
            found[f"statement {slug} {day}"] = asked(suspensions.statement, store, slug, day)
        for form, citing in product(FORMS, (None, "11")):
            told = notices.NoticeGiven("formal-notice", LATER, None, form, citing=citing)
            found[f"notice {form} {citing}"] = asked(notices.record, store, "debtor", told, dry(LATER))
        return found

    def profile_facts(self, cause: str | None) -> tuple[str, ...]:
        """Return what the profile wants on record before a way of ending."""
        found = []
        for name in ("needs", "needs_any"):
            entry = self.profile.entries.get(f"ending.{cause}.{name}")
            found += list(entry.value) if entry is not None and isinstance(entry.value, tuple) else []
        return tuple(str(word) for word in found)

    def _standing_terms(self) -> Terms:
        answers = {}
        if self.standing.entries.get("support.hours") is None:
            hours = Answer("support.hours", "mon-fri 09:00-18:00", "operator", FIRST)
            answers = {hours.path: hours}
        return Terms(self.standing, answers)

    def _clocks(self, severity: str, object_: str, hour: int = 10, others: str = "") -> object:
        """Answer the clocks of tickets through pauses, severities, exclusions, links and fields."""
        terms, found = self._standing_terms(), list[object]()
        mark = self.standing.open_at("support.other_channels")
        if others and mark is not None:
            answer = Answer("support.other_channels", others, "operator", FIRST)
            terms = Terms(self.standing, {**terms.settings, answer.path: answer})
        desk = desk_of(terms)
        at = [datetime.fromisoformat(f"2026-04-0{day}T{hour:02d}:00:00+02:00") for day, hour in MOMENTS]
        at[0] = at[0].replace(hour=hour)
        stories = (
            (),
            (("ack", None), ("resolve", None)),
            (("ack", None), ("workaround", None), ("severity", "minor")),
            (("severity", "blocking"), ("severity", "minor")),
            (("exclude", "network-failure"),),
            (("pause", "no-cooperation"), ("resume", None), ("resolve", None)),
        )
        for events in stories:
            held = tuple(Event(kind, at[place + 1], word) for place, (kind, word) in enumerate(events))
            for link, custom in ((False, False), (True, False), (False, True)):
                for channel in ("tool", "phone"):
                    story = Story(at[0], severity, channel, object_, link, custom, held)
                    found += [clocks_of(terms, desk, story, now) for now in (at[2], at[-1])]
                    found.append(tuple(sayings(terms, story)))
        return found

    def _said(self, code: str) -> object:
        at = datetime.fromisoformat("2026-04-09T10:00:00+02:00")
        story = Story(at, "major", "tool", None, False, False, (Event("exclude", at, code),))
        return tuple(sayings(self._standing_terms(), story))

    def _counted(self, at: str) -> object:
        terms = self._standing_terms()
        return effective_at(terms, desk_of(terms), datetime.fromisoformat(f"{at}:00+02:00"))

    def _stopped(self, kind: str, code: str) -> object:
        act = Act(at=datetime.fromisoformat("2026-04-10T10:00:00+02:00"), dry_run=True)
        return tickets.act_on_ticket(self.store, "T-1", tickets.Happened(kind, code), act)

    def _accrued(self, reading: str) -> object:
        """Answer the interest under a reading, of an invoice whose contract ended meanwhile."""
        answers = {"late_interest.reading": Answer("late_interest.reading", reading, "operator", FIRST)}
        if self.standing.open_at("late_interest.reading") is None:
            answers = {}
        owed = Owed("subscription", date(2024, 2, 2), 1200000, (), Fraction(5, 6), date(2024, 5, 2))
        return accrue(Terms(self.standing, answers), packaged_rates(), owed, LATER)

    def _files(self) -> dict[str, Ask]:
        found: dict[str, Ask] = {}
        for file in sorted(self.folder.glob("users-*.csv")):
            found[f"import {file.name}"] = asked(
                importing_users.import_users, self.store, str(file), "staffed", dry(LATER)
            )
        for file in sorted(self.folder.glob("orgs-*.csv")):
            found[f"import {file.name}"] = asked(
                importing_organisations.import_organisations,
                self.store,
                str(file),
                self.profile.id,
                dry(LATER),
            )
        return found


def _bare(draft: Draft | None) -> object:
    if draft is None:
        return None
    lines = [(line.net_cents, line.basis, line.period) for line in draft.lines]
    return draft.kind, draft.obligation_on, draft.period, lines


def _id_of(tx: Transaction, key: str) -> int:
    slug, name = key.split("/")
    row = tx.one(
        "SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id"
        " WHERE o.slug = ? AND s.name = ?",
        (slug, name),
    )
    return int(str(row[0])) if row else 0


def asked(operation: Callable[..., object], *given: object) -> Ask:
    """Return the question that calls an operation."""
    return lambda: operation(*given)


def _slot(operation: Callable[..., object], store: Store, key: str, day: date) -> Ask:
    return lambda: operation(store, key, 2, dry(day))


def dry(on: date, role: str | None = None) -> Act:
    """Return an act that is rolled back, asked for by a person of a role if one is named."""
    return Act(on=on, dry_run=True, requested_by=f"{role}@x.example" if role else None)


def _by(org: str, role: str) -> Act:
    return Act(on=LATER, dry_run=True, requested_by=f"{role}@{org}.example")


def plans(profile: Profile) -> tuple[str, ...]:
    """Return the plans of a profile, or one of any name where it names none."""
    return profile.names_under("plan") or ("team",)


def units(profile: Profile) -> tuple[str, ...]:
    """Return the rhythms of a profile."""
    return tuple(name for name in profile.names_under("period") if name != "default")


def new_panel(profile: Profile, folder: Path) -> Panel:
    """Make a store with a seller under `profile`, a staffed customer and one for every plan and rhythm."""
    desk = new_desk(folder)
    panel = Panel(profile, desk, folder)
    desk.seller(profile.id)
    for mark in profile.opens:
        answer = ANSWERS.get(mark.path) or ("administrator" if mark.path.startswith("permission.") else None)
        if mark.kind == "blank" and answer is not None:
            desk.setting(profile.id, mark.path, answer)
    for slug in ("staffed", "automatic", "full"):
        _people(desk, desk.org(slug, profile.id), slug)
    _subscriptions(panel)
    _late(desk, desk.org("debtor", profile.id))
    _supported(desk, profile.id)
    _cut(desk, profile.id)
    _tables(folder)
    for area in areas():
        area.prepare(panel)
    return panel


def areas() -> list[Any]:
    """Return the modules of `honesty.areas`, each with `prepare(panel)` and `asks(panel)`."""
    found = sorted(module.name for module in pkgutil.iter_modules(honesty.areas.__path__))
    return [importlib.import_module(f"honesty.areas.{name}") for name in found]


def _late(desk: Desk, organisation: int, name: str = "LATE") -> None:
    """Write an invoice of every kind, due on Friday 2 February 2024 and paid in part twice, and a rebate."""
    with desk.store.transaction(Act(on=FIRST)) as tx:
        for kind in BILLED:
            values: dict[str, object] = {"seller_id": 1, "organisation_id": organisation, "kind": kind}
            values |= {"number": f"{name}-{kind}", "issued_on": "2024-01-02", "obligation_on": "2024-01-02"}
            values |= {"due_on": "2024-02-02", "currency": "EUR", "terms_version": "late"}
            values |= {"net_cents": 1000000, "vat_cents": 200000, "gross_cents": 1200000}
            key = tx.insert("invoice", values)
            line: dict[str, object] = {"invoice_id": key, "ref": 1, "obligation": "late", "kind": kind}
            line |= {"description": "Late", "quantity": 1, "unit_price_cents": 1000000, "net_cents": 1000000}
            basis = '{"method":"unit","months":1,"price_months":1,"days":1,"days_total":1}'
            tx.insert("invoice_line", line | {"vat_category": "S", "vat_rate": "20", "basis": basis})
            tx.run(INSERT_VAT, (key, "S", "20", 1000000, 200000))
            for day in ("2024-03-01", "2024-04-01"):
                received = Received(300000, "EUR", date.fromisoformat(day), "transfer")
                pin(tx, record_payment(tx, organisation, received), key, 300000, received.received_on)
            refresh(tx, [key])
        record_payment(tx, organisation, Received(1000, "EUR", FIRST, "rebate"))


PAID_UP = """
UPDATE receivable SET balance_cents = 0 WHERE invoice_id IN (
    SELECT id FROM invoice WHERE organisation_id = ? AND kind NOT IN ('penalty', 'fee'))
"""
WARNED = {
    "organisation_id": 1,
    "kind": "formal-notice",
    "form": "registered-letter",
    "by_party": "vendor",
    "sent_on": "2025-04-01",
    "status": "recorded",
    "recorded_at": "2025-04-01T00:00:00Z",
}
"""A formal notice to the staffed customer, whose time to mend ends in May 2025."""


def _cut(desk: Desk, seller: str) -> None:
    """Write customers suspended once and twice, with debts of every kind, letters and a term that runs."""
    with desk.store.transaction(Act(on=FIRST)) as tx:
        for party in ("vendor", "customer"):
            tx.insert("notice", WARNED | {"by_party": party})
        for invoice in (1, 2, 3, 4):
            tx.insert("notice", WARNED | {"kind": "reminder", "form": "email", "invoice_id": invoice})
    for slug, times in (("cut", 1), ("cut-twice", 2), ("cut-paid", 1)):
        organisation = desk.org(slug, seller)
        _late(desk, organisation, slug)
        with desk.store.transaction(Act(on=FIRST)) as tx:
            for start in ("2024-05-01", "2024-05-20")[-times:]:
                row: dict[str, object] = {"organisation_id": organisation, "cause": "non-payment"}
                until = "2024-05-10" if start == "2024-05-01" else None
                tx.insert("suspension", row | {"scope": "organisation", "from_on": start, "until_on": until})
            for kind in ("reminder", "formal-notice"):
                for form, day in (("registered-letter", "2024-02-20"), ("email", "2024-03-01")):
                    letter: dict[str, object] = {"organisation_id": organisation, "kind": kind, "form": form}
                    letter |= {"by_party": "vendor", "sent_on": day, "received_on": "2024-03-09"}
                    tx.insert(
                        "notice", letter | {"status": "recorded", "recorded_at": "2024-01-01T00:00:00Z"}
                    )
            if slug == "cut-paid":
                tx.run(PAID_UP, (organisation,))


MOMENTS = ((2, 10), (2, 11), (3, 12), (7, 9), (8, 18), (9, 10))
"""Days of April 2026, with Good Friday and Easter Monday between them, and hours."""


YEARLY = """
SELECT s.id, s.organisation_id FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE o.slug LIKE '%-annual' ORDER BY s.id
"""


def _supported(desk: Desk, seller: str) -> None:
    """Write a guaranteed ticket with a yearly contract, an incident for each cause, and planned work."""
    desk.org("supported", seller)
    with desk.store.transaction(Act(on=FIRST)) as tx:
        ticket: dict[str, object] = {"organisation_id": 1, "opened_at": "2026-04-02T08:00:00Z"}
        row = tx.one(YEARLY) or tx.one("SELECT id, organisation_id FROM subscription ORDER BY id")
        if row is not None:
            ticket |= {"organisation_id": row[1], "subscription_id": row[0]}
        ticket |= {"severity": "blocking", "channel": "tool", "title": "x", "object": "contact"}
        tx.insert("ticket", ticket | {"external_link": 0, "custom_fields": 0, "closed": 0})
        day = 1
        for cause in (None, *CAUSES):
            start, end = f"2026-04-{day:02d}T10:00:00Z", f"2026-04-{day:02d}T20:00:00Z"
            incident: dict[str, object] = {"seller_id": 1, "opened_at": start, "closed_at": end}
            tx.insert("incident", incident | {"cause": cause, "title": "x"})
            day += 1
        for kind in ("maintenance", "upgrade", "deployment", "network", "hardware", "software"):
            for minutes, told in (("02", None), ("03", None), ("59", "2026-03-01T10:00:00Z")):
                work: dict[str, object] = {"seller_id": 1, "starts_at": f"2026-04-{day:02d}T10:00:00Z"}
                work |= {"ends_at": f"2026-04-{day:02d}T1{minutes[0]}:{minutes}:30Z", "announced_at": told}
                tx.insert("maintenance", work | {"kind": kind, "title": "x"})
            day += 1


def _people(desk: Desk, organisation: int, slug: str) -> None:
    states = {"left": "disabled", "new": "invited"}
    with desk.store.transaction(Act(on=FIRST)) as tx:
        for name in (*ROLES, "left", "new", "helper"):
            values: dict[str, object] = {
                "organisation_id": organisation,
                "email": f"{name}@{'x' if slug == 'staffed' else slug}.example",
                "role": name if name in ROLES else "member",
                "state": states.get(name, "active"),
                "holds_slot": int(name not in ("left", "helper")),
                "kind": "collaborator" if name == "helper" else None,
                "invited_at": "2020-01-01T00:00:00Z",
            }
            key = tx.insert("org_user", values)
            if name == "member":
                given = {"organisation_id": organisation, "user_id": key, "document": "terms"}
                tx.insert("acceptance", {**given, "version": "earlier", "on_day": "2020-01-01"})
        tx.insert("group_company", {"organisation_id": organisation, "name": "Sister"})


def _subscriptions(panel: Panel) -> None:
    desk, profile = panel.desk, panel.profile
    credits_sold = "credits.periodic_price" in profile.entries
    for plan in plans(profile):
        for unit in _sold(profile, plan):
            path = f"price.{plan}.{unit}"
            if path not in profile.entries:
                desk.setting(profile.id, path, str(PRICE))
                desk.setting(profile.id, path, str(PRICE + 2), date(2025, 12, 1))
            slug = f"{plan}-{unit}"
            desk.org(slug, profile.id)
            own = PRICE if f"plan.{plan}.bespoke" in profile.entries else None
            given = subscriptions.OrderGiven("main", plan, unit, 5, credits=4 * credits_sold, unit_price=own)
            subscriptions.start_subscription(desk.store, slug, given, Act(on=START))
            _moves(desk, f"{slug}/main")
    most = [plan for plan in plans(profile) if "monthly" in _sold(profile, plan)][-1]
    for slug in ("staffed", "automatic", "full", "long", "late"):
        if slug in ("long", "late"):
            desk.org(slug, profile.id)
        given = subscriptions.OrderGiven(
            "main", most, "monthly", 4 if slug == "full" else 6, unit_price=PRICE
        )
        subscriptions.start_subscription(desk.store, slug, given, Act(on=START))
    subscriptions.override_terms(
        desk.store, "long/main", "commitment.months", "24", "order form", Act(on=START)
    )
    subscriptions.override_terms(
        desk.store, "full/main", "slots.collaborators", "no", "order form", Act(on=START)
    )
    if "plan_change.upgrade" in profile.entries:
        _upgraded(panel)
    services.order_service(desk.store, "late/main", TRAINING, Act(on=START))
    services.send_access(desk.store, "late/main", Act(on=MIDDLE))
    invoicing.run_invoices(desk.store, "long", Act(on=MIDDLE))
    if "automatic" in Terms(profile).words("slots.modes"):
        slots.set_slot_mode(desk.store, "automatic/main", "automatic", Act(on=START))
        users.disable_user(desk.store, "new@automatic.example", "automatic", Act(on=MIDDLE))


def _upgraded(panel: Panel) -> None:
    """Start a subscription and move it to a dearer plan in the middle of a month."""
    store, profile = panel.store, panel.profile
    less, more = [plan for plan in plans(profile) if "monthly" in _sold(profile, plan)][-2:]
    panel.desk.org("upgraded", profile.id)
    given = subscriptions.OrderGiven("main", less, "monthly", 2, unit_price=PRICE)
    subscriptions.start_subscription(store, "upgraded", given, Act(on=START))
    dearer = (PRICE + 5, "amendment")
    changes.change_subscription(store, "upgraded/main", more, "monthly", dearer, Act(on=MIDDLE))


def _sold(profile: Profile, plan: str) -> tuple[str, ...]:
    entry = profile.entries.get(f"plan.{plan}.periods")
    return entry.value if entry and isinstance(entry.value, tuple) else units(profile)


def _moves(desk: Desk, key: str) -> None:
    """Three movements that no invoice holds yet: an addition, another, a pending reduction."""
    with desk.store.transaction(Act(on=MIDDLE)) as tx:
        for seq, (kind, delta, asked, effective) in enumerate(
            [
                ("addition", 2, "2025-02-10", "2025-02-10"),
                ("addition", 1, "2025-05-12", "2025-05-12"),
                ("reduction", -1, "2025-05-12", "2026-01-31"),
            ],
            2,
        ):
            row = {"subscription_id": _id_of(tx, key), "seq": seq, "kind": kind, "delta": delta}
            tx.insert("slot_movement", {**row, "asked_on": asked, "effective_on": effective})


def _tables(folder: Path) -> None:
    people = [["email", "role", "name"], ["z@x.example", "member", "Zoé"]]
    for name, encoding, separator, table in (
        ("plain", "utf-8", ",", people),
        ("semicolon", "utf-8", ";", people),
        ("tab", "utf-8", "\t", people),
        ("mark", "utf-8-sig", ",", people),
        ("latin", "latin-1", ",", people),
        ("reordered", "utf-8", ",", [row[::-1] for row in people]),
        ("wrong", "utf-8", ",", [people[0], ["z@", "member", "Zoé"]]),
    ):
        with (folder / f"users-{name}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator).writerows(table)
    (folder / "users-sheet.csv").write_bytes(b"PK\x03\x04 a spreadsheet")
