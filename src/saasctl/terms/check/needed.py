"""What the commands need and a profile neither says nor leaves open."""

from collections.abc import Iterator

from saasctl.terms.check.findings import Finding
from saasctl.terms.model import Profile

ALWAYS = ("invoice.timing", "invoice.quantity", "invoice.due_days", "proration.basis", "vat.rate")
OF_A_NOTICE = ("unit", "form", "by")


def missing_values(profile: Profile) -> Iterator[Finding]:
    """Yield the parameters without which no bill and no date can be computed under the profile."""
    units = tuple(name for name in profile.names_under("period") if name != "default")
    if not units:
        yield _missing("period.monthly.invoice_months", "no rhythm of invoices is described")
    for path in _wanted(profile, units):
        if path not in profile.entries and profile.open_at(path) is None:
            yield _missing(path, f'neither said nor left open: add it, or mark it [blank."{path}"]')
    yield from _rhythms(profile, units)


def _wanted(profile: Profile, units: tuple[str, ...]) -> Iterator[str]:
    yield from ALWAYS
    for unit in units:
        yield f"period.{unit}.invoice_months"
    yield "slots.reduction" if "slots.addition" in profile.entries else "slots.without_clause"
    noticed = [unit for unit in units if f"notice.{unit}.length" in profile.entries]
    for unit in noticed:
        yield from (f"notice.{unit}.{name}" for name in OF_A_NOTICE)
    if noticed:
        yield "notice.anchor"
    plans = profile.names_under("plan")
    if not plans and not profile.names_under("price"):
        yield from (f"price.PLAN.{unit}" for unit in units)
    for plan in plans:
        sold = profile.entries.get(f"plan.{plan}.periods")
        paid = profile.entries.get(f"plan.{plan}.paid")
        if paid is None or paid.value:
            names = sold.value if sold is not None and isinstance(sold.value, tuple) else units
            yield from (f"price.{plan}.{unit}" for unit in names)


def _rhythms(profile: Profile, units: tuple[str, ...]) -> Iterator[Finding]:
    plans = profile.names_under("plan")
    for path, entry in profile.entries.items():
        parts = path.split(".")
        if parts[0] == "plan" and parts[-1] == "periods" and isinstance(entry.value, tuple):
            for unit in entry.value:
                if unit not in units:
                    message = f"the plan is sold by {unit}, which has no [period.{unit}]"
                    yield Finding("error", path, message, profile.cite(entry), None)
        if parts[0] == "price" and (parts[2] not in units or parts[1] not in (plans or parts)):
            message = "a price of a plan or rhythm that the profile does not have"
            yield Finding("warning", path, message, profile.cite(entry), None)
    for unit in units:
        months = [profile.entries.get(f"period.{unit}.{name}") for name in ("invoice_months", "price_months")]
        if months[0] is not None and months[0].value and months[1] is None and months[0].value != 1:
            yield _missing(f"period.{unit}.price_months", "how many months the unit price covers is not said")


def _missing(path: str, message: str) -> Finding:
    return Finding("error", path, message, None, None)
