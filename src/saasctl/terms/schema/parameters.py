"""The whole table of parameters and the way to find one by its path."""

from functools import cache

from saasctl.terms.patterns import Patterns
from saasctl.terms.schema.billing import BILLING
from saasctl.terms.schema.cases import CASES
from saasctl.terms.schema.commissions import COMMISSIONS
from saasctl.terms.schema.credits import CREDITS
from saasctl.terms.schema.custody import CUSTODY
from saasctl.terms.schema.customers import CUSTOMERS
from saasctl.terms.schema.duration import DURATION
from saasctl.terms.schema.kinds import Lines, setting_text
from saasctl.terms.schema.lifecycle import LIFECYCLE
from saasctl.terms.schema.orders import ORDERS
from saasctl.terms.schema.parameter import Parameter
from saasctl.terms.schema.receivables import RECEIVABLES
from saasctl.terms.schema.support import SUPPORT

PARAMETERS: tuple[Parameter, ...] = (
    *BILLING,
    *CUSTOMERS,
    *DURATION,
    *LIFECYCLE,
    *CUSTODY,
    *CASES,
    *RECEIVABLES,
    *SUPPORT,
    *COMMISSIONS,
    *CREDITS,
    *ORDERS,
)


@cache
def _patterns() -> Patterns[Parameter]:
    """Return the parameters by path, the most literal first."""
    found: Patterns[Parameter] = Patterns()
    for parameter in sorted(PARAMETERS, key=lambda parameter: parameter.parts.count("*")):
        found.add(parameter.path, parameter)
    return found


@cache
def parameter_at(path: str) -> Parameter | None:
    """Return the parameter a dotted path belongs to, the most literal first; None if unknown."""
    parts = tuple(path.split("."))
    return next((parameter for parameter in _patterns().find(path) if parameter.covers(parts)), None)


def text_at(path: str, value: object) -> str:
    """Return the value of a path as the text that `terms set` would take."""
    parameter = parameter_at(path)
    if parameter is not None and isinstance(parameter.kind, Lines) and isinstance(value, tuple):
        return "; ".join(value)
    return setting_text(value)


def is_table(path: str) -> bool:
    """Say whether some parameter's path continues below `path`."""
    return _patterns().goes_below(path)
