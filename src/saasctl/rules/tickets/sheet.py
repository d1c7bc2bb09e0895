"""What terms say of clocks, looked up once for all the tickets under them."""

from saasctl.rules.tickets.desk import KINDS
from saasctl.rules.tickets.story import starts_clocks
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.views.tickets import TargetView


class Sheet:
    """The clocks of terms: which there are, what starts them, what stops them, how long each may run."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.kinds = tuple(kind for kind in KINDS if terms.find(f"clock.{kind}.worth") is not None)
        self.guarantees = frozenset(
            kind for kind in self.kinds if terms.word(f"clock.{kind}.worth", "statistic") == "guarantee"
        )
        self.from_report = frozenset(
            kind for kind in self.kinds if terms.word(f"clock.{kind}.from", "report") == "report"
        )
        self.guaranteed_severities = frozenset(terms.words("guarantee.severities"))
        self.stopped_by_exclusion = terms.word("exclusion.clocks", "stop") == "stop"
        self.keeps_judged = terms.flag("severity.keeps_judged")
        self.counts_anew = terms.word("severity.reclassified", "from-the-start") != "from-the-start"
        self._starts: dict[str, bool] = {}
        self._targets: dict[tuple[str, str], tuple[TargetView | None, ClauseRef | None]] = {}

    def starts(self, channel: str) -> bool:
        """Say whether a report by a channel starts the clocks (B-40)."""
        if channel not in self._starts:
            self._starts[channel] = bool(self.kinds) and starts_clocks(self.terms, channel)
        return self._starts[channel]

    def target(self, severity: str, kind: str) -> tuple[TargetView | None, ClauseRef | None]:
        """Return how long a clock may run under a severity, None without a figure, and by which clause."""
        if (severity, kind) not in self._targets:
            found = self.terms.find(f"sla.{severity}.{kind}")
            span = None
            if found is not None and isinstance(found.value, tuple):
                span = TargetView(int(str(found.value[0])), str(found.value[1]))
            clause = found.clause if found is not None else self.terms.cite(f"clock.{kind}.worth")
            self._targets[severity, kind] = span, clause
        return self._targets[severity, kind]
