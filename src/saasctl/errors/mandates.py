"""Refusals about mandates of direct debit."""

from datetime import date

from saasctl.errors.base import Conflict, NotFound, Usage


class MandateUnknown(NotFound):
    """No mandate has that reference."""

    code = "MANDATE-UNKNOWN"

    def __init__(self, reference: str) -> None:
        super().__init__(f"no mandate {reference}", fix="saasctl mandate list")


class MandateExists(Conflict):
    """A reference stands for another mandate."""

    code = "MANDATE-EXISTS"

    def __init__(self, reference: str, org: str, signed_on: date) -> None:
        super().__init__(
            f"{reference} is a mandate of {org}, signed on {signed_on}, with other content",
            fix=f"saasctl mandate revoke {reference}  # then give the new one another --reference",
        )


class IbanWrong(Usage):
    """An IBAN whose check digits do not fit it."""

    code = "IBAN-WRONG"

    def __init__(self, iban: str) -> None:
        super().__init__(
            f"{iban} is no IBAN",
            why="its length or its check digits are wrong (ISO 13616)",
            fix="copy it from the bank's paper, as FR7630006000011234567890189",
        )
