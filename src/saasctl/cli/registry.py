"""Which module serves which noun, and its one line of help; only the asked noun is imported."""

from typing import NamedTuple


class Noun(NamedTuple):
    """A noun of the command line, or a command without verbs."""

    module: str
    says: str


NOUNS: dict[str, Noun] = {
    "seller": Noun("saasctl.cli.seller", "Sellers: legal entities, each bound to a profile of terms"),
    "org": Noun("saasctl.cli.org", "Customer organisations, their contacts and acceptance of the terms"),
    "user": Noun("saasctl.cli.user", "Users of a customer, their roles and states"),
    "slot": Noun("saasctl.cli.slot", "Slots (paid seats): mode, additions, reductions"),
    "sub": Noun("saasctl.cli.sub", "Subscriptions: start, change, dates, special conditions"),
    "quote": Noun("saasctl.cli.quote", "Quotes: price offers, signed by both parties"),
    "service": Noun("saasctl.cli.service", "Services ordered beside a subscription"),
    "invoice": Noun("saasctl.cli.invoice", "Invoices: run, preview, list, show, explain, verify"),
    "payment": Noun("saasctl.cli.payment", "Payments: record, list, allocate, refund"),
    "mandate": Noun("saasctl.cli.mandate", "Mandates of direct debit: add, list, revoke"),
    "ledger": Noun("saasctl.cli.ledger", "The ledger: lines, chart of accounts"),
    "period": Noun("saasctl.cli.period", "Months of the books: close, list, reopen"),
    "credit": Noun("saasctl.cli.credit", "Credits: prices, orders, balances, bookings, buy-back"),
    "commission": Noun(
        "saasctl.cli.commission", "Commissions on sales: declarations, statements, reconciliation"
    ),
    "usage": Noun("saasctl.cli.usage", "Use of the software: readings, imports, checks"),
    "ticket": Noun("saasctl.cli.ticket", "Support tickets with their SLA clocks"),
    "calendar": Noun("saasctl.cli.calendar", "Closed and short days of support"),
    "incident": Noun("saasctl.cli.incident", "Incidents: when the service was down"),
    "maintenance": Noun("saasctl.cli.maintenance", "Planned maintenance and its notice"),
    "report": Noun("saasctl.cli.report", "Reports over a time"),
    "notice": Noun("saasctl.cli.notice", "Notices between the parties"),
    "case": Noun("saasctl.cli.case", "Cases: dated events with their dates, amounts and acts"),
    "terms": Noun("saasctl.cli.terms", "Terms: profiles, settings, rates, checks, coverage"),
    "run": Noun("saasctl.cli.run", "The daily run and its record"),
    "agenda": Noun("saasctl.cli.agenda", "What is due over all customers, by day"),
    "rehearse": Noun("saasctl.cli.rehearse", "Run a copy of the store forward and report what comes"),
    "explain": Noun("saasctl.cli.explain", "Explain an invoice, a line, a subscription, a rule or a setting"),
    "find": Noun("saasctl.cli.find", "Find customers, users, subscriptions and invoices by text"),
    "export": Noun("saasctl.cli.export", "Export tables as CSV or JSON lines"),
    "audit": Noun("saasctl.cli.audit", "The record of acts: list, verify, heads"),
    "db": Noun("saasctl.cli.db", "The store: init, migrate, check, backup, restore, copy, info, dump"),
    "config": Noun("saasctl.cli.config", "Your defaults for global options, kept in a file"),
    "doctor": Noun("saasctl.cli.doctor", "Examine the machine and the store"),
    "completion": Noun("saasctl.cli.completion", "The completion script of bash, zsh or fish"),
    "demo": Noun("saasctl.cli.demo", "Build a sandbox store and show the main job"),
    "help": Noun("saasctl.cli.help", "Topics: exit-codes, formats, environment, options"),
}
