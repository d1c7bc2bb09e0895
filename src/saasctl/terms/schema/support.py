"""Parameters of support, service levels, availability and maintenance.

**Clocks.** `[clock.acknowledge|resolve|restore]` says what starts each clock and what it is worth;
`sla.SEVERITY.CLOCK` is its length, absent where the document has no figure. `business-hours`,
`business-minutes` and `business-days` are those of `support.hours` outside `support.holidays`;
`hours`, `minutes` and `days` run day and night. A clock without a length that is a `statistic` is
measured and never missed.

**Codes.** `[severity.NAME]` and `[exclusion.CODE]` each stand for one word of the profile, in the
order of the file.
"""

from saasctl.terms.schema.cases import LENGTHS, NAME, PARTIES
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import (
    Amount,
    Choice,
    Flag,
    Integer,
    Lines,
    Percent,
    Span,
    Text,
    WeeklyHours,
    Words,
    Zone,
)
from saasctl.terms.schema.parameter import Parameter

CHANNELS = ("tool", "email", "phone", "documentation")
CLOCKS = ("business-hours", "business-days", "business-minutes", "hours", "days", "minutes")
SEVERITIES = ("blocking", "major", "minor")
TIME = r"([01]\d|2[0-3]):[0-5]\d"

DESK = (
    Parameter("support.hours", WeeklyHours(), "when support is open, in its zone"),
    Parameter("support.zone", Zone(), "the zone of those hours; the profile's unless named"),
    Parameter("support.holidays", Choice(("FR", "FR-ALSACE-MOSELLE", "none")), "holidays that close it"),
    Parameter("support.cutoff", Text(5, TIME), "time from which a report counts from the next opening"),
    Parameter(
        "support.at_closing", Choice(("next-opening", "same-day")), "a report made exactly at closing time"
    ),
    Parameter(
        "support.outside",
        Choice(("next-opening", "refused")),
        "a report while support is closed counts from the next opening, or is not taken",
    ),
    Parameter(
        "support.before_opening",
        Choice(("same-day", "next-working-day")),
        "a report before opening time on a working day",
    ),
    Parameter("support.channels", Words(CHANNELS), "how support is reached"),
    Parameter("support.clock_channels", Words(CHANNELS), "channels whose reports start the clocks"),
    Parameter(
        "support.other_channels",
        Choice(("from-logging", "refiled")),
        "other reports: clocks start when logged, or the customer is asked to file again and none runs",
    ),
    Parameter("support.email", Text(), "address that takes requests"),
    Parameter("support.phone", Text(40), "telephone number of support"),
    Parameter("support.tool", Text(), "address of the tool that takes reports"),
    Parameter("support.documentation", Text(), "address of the documentation"),
    Parameter("support.tool_included", Flag(), "whether the tool is part of the service"),
    Parameter("support.formula", Text(), "the support formula bought, and what it changes"),
    Parameter(
        "support.acknowledges",
        Choice(("detailed-requests", "every-request", "none")),
        "requests that get an acknowledgement",
    ),
    Parameter("support.assistance", Choice(("reasonable-time", "none")), "how soon help follows"),
    Parameter("support.excluded_work", Choice(("may", "refused")), "whether excluded problems are handled"),
    Parameter("support.excluded_rate", Amount(), "price of an hour of work on them, net"),
    Parameter("support.excluded_rate_on", Choice(("intervention", "request")), "day whose rate applies"),
    Parameter("support.training_after", Integer(1, 1000), "usage problems that lead to a training offer"),
    Parameter("support.training_window", Span(LENGTHS), "time over which they are counted"),
    Parameter("support.training_excludes", Words(), "requests that do not count as usage problems"),
)

SLA = (
    Parameter("sla.duty", Choice(("best-efforts", "binding")), "what the targets and corrections are worth"),
    Parameter("sla.credit", Choice(("none", "indemnity")), "what a missed target gives"),
    Parameter("sla.business_day", Choice(("end-of-day", "same-time")), "when the Nth business day ends"),
    Parameter(
        "sla.at_closing",
        Choice(("same-day", "next-opening")),
        "a target reached exactly at closing time falls due then, or at the next opening",
    ),
    Parameter("sla.*.acknowledge", Span(CLOCKS), "time to take a report of that severity in charge"),
    Parameter("sla.*.resolve", Span(CLOCKS), "time to treat it"),
    Parameter("sla.*.restore", Span(CLOCKS), "time to restore the service"),
    Parameter(
        "sla.*.effort",
        Choice(("soonest", "best-efforts", "later-version")),
        "how it is mended where there is no figure",
    ),
    Parameter("sla.*.workaround", Choice(("offered", "when-possible", "none")), "whether a way round is due"),
    Parameter("clock.*.from", Choice(("report", "acknowledgement")), "what starts the clock"),
    Parameter("clock.*.worth", Choice(("target", "guarantee", "statistic")), "what missing it means"),
    Parameter("severity.set_by", Choice(PARTIES), "who classifies"),
    Parameter("severity.needs_any", Words(), "findings of which one makes a report an anomaly"),
    Parameter("severity.not_anomaly", Words(), "findings that are no anomaly"),
    Parameter(
        "severity.reclassified",
        Choice(("from-the-start", "from-the-change")),
        "whether a new severity counts from the original start of each clock",
    ),
    Parameter("severity.keeps_judged", Flag(), "whether a clock already met or missed stays so"),
    Parameter("severity.*.title", Text(120), "what the severity means"),
    Parameter("severity.*.on_workaround", Text(40, NAME), "what it becomes once a way round is found"),
    Parameter("exclusion.*.title", Text(120), "a cause for which the vendor is not in charge"),
    Parameter("exclusion.*.pauses", Flag(), "whether it only pauses the clocks, until it ends"),
    Parameter("exclusion.clocks", Choice(("stop", "run")), "what an exclusion does to the clocks"),
    Parameter("exclusion.open", Flag(), "whether other causes than the listed ones count too"),
    Parameter("guarantee.severities", Words(SEVERITIES), "severities whose restoring is guaranteed"),
    Parameter("guarantee.objects", Words(), "objects on which it is guaranteed"),
    Parameter("guarantee.operations", Words(), "operations on them"),
    Parameter("guarantee.unless", Words(), "what takes the guarantee away"),
    Parameter("indemnity.claim", Choice(("on-request", "automatic")), "whether it must be claimed"),
    Parameter(
        "indemnity.starts",
        Choice(("target-elapsed", "next-started-hour")),
        "from the end of the guaranteed time by the minute, or by started hours",
    ),
    Parameter("indemnity.base", Choice(("period-fee", "month-fee")), "the fee it is a part of, net"),
    Parameter("indemnity.hours", Choice(("support", "calendar")), "hours counted above and below the line"),
)

AVAILABILITY = (
    Parameter("availability.target", Percent(100), "part of the time that the service is up"),
    Parameter(
        "availability.over", Choice(("month", "quarter", "year")), "calendar time over which it is averaged"
    ),
    Parameter("availability.duty", Choice(("best-efforts", "binding")), "what the target is worth"),
    Parameter("availability.around_the_clock", Flag(), "whether nights, Sundays and holidays count"),
    Parameter("availability.excludes", Words(), "time that is left out above and below the line"),
    Parameter("availability.permanent", Flag(), "whether uninterrupted service is promised"),
    Parameter("availability.credit", Choice(("none", "indemnity")), "what a missed target gives"),
    Parameter("availability.recovery", Span(CLOCKS), "time to bring the infrastructure back"),
    Parameter("availability.hosts", Words(), "hosts that the target covers"),
)

MAINTENANCE = (
    Parameter("maintenance.announced", Choice(("required", "none")), "whether planned work is announced"),
    Parameter("maintenance.means", Choice(("any-means", "email")), "how it is announced"),
    Parameter("maintenance.notice", Span(LENGTHS), "notice of work that suspends the service"),
    Parameter("maintenance.covers", Words(), "work that the notice is for"),
    Parameter("maintenance.urgent_notice", Span(LENGTHS), "notice of urgent work"),
    Parameter("maintenance.specific_above_minutes", Integer(0, 10_000), "length above which users are told"),
    Parameter("maintenance.specific", Choice(("may", "must")), "whether that is advice or a duty"),
    Parameter("maintenance.specific_form", Choice(FORMS), "form in which users are told"),
    Parameter(
        "maintenance.deployment_under_minutes",
        Integer(0, 10_000),
        "a new version cuts access for less than this, without notice",
    ),
    Parameter("maintenance.validated", Flag(), "whether a new version is validated before its release"),
)

USE = (
    Parameter("sessions.per_month", Integer(0, 100), "support or training sessions of a plan, per month"),
    Parameter("sessions.minutes", Integer(1, 1440), "length of one"),
    Parameter("sessions.means", Choice(("video", "on-site")), "how they are held"),
    Parameter("sessions.plans", Words(), "plans that include them"),
    Parameter("sessions.month", Choice(("calendar", "subscription")), "the month they are counted in"),
    Parameter("sessions.carried_over", Flag(), "whether unused ones are kept for the next month"),
    Parameter("requirements.browsers", Words(), "browsers the service works with"),
    Parameter("requirements.versions", Choice(("latest", "maintained")), "which versions of them"),
    Parameter("requirements.region", Text(40), "where it is used from"),
    Parameter("requirements.screen_inches", Integer(1, 100), "least size of a screen"),
    Parameter("requirements.others", Lines(), "other needs"),
    Parameter("requirements.by", Choice(PARTIES), "who sees to them"),
    Parameter("requirements.unmet", Words(("not-guaranteed", "no-refund")), "what follows when one is unmet"),
    Parameter("requirements.exclusion", Text(40, NAME), "the exclusion that an unmet need is"),
)

SUPPORT = (*DESK, *SLA, *AVAILABILITY, *MAINTENANCE, *USE)
