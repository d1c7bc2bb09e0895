"""Refusals about closing a customer, its data, and its transfer."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import Block, Blocked, Refused
from saasctl.values.clause import ClauseRef


class ClosingBlocked(Blocked):
    """A customer is closed once its contract is over and billed."""

    code = "CLOSING-BLOCKED"

    def __init__(self, org: str, blocks: Sequence[Block], clause: ClauseRef | None) -> None:
        super().__init__(f"{org} cannot be closed", blocks, clause)


class PurgeBlocked(Blocked):
    """A customer's data are erased once nothing stands in the way: time to keep, sums owed, open matters."""

    code = "PURGE-BLOCKED"

    def __init__(self, org: str, blocks: Sequence[Block], clause: ClauseRef | None) -> None:
        super().__init__(f"{org} cannot be purged", blocks, clause)


class Purged(Refused):
    """The customer's data are erased; what is left is what the law keeps."""

    code = "PURGED"

    def __init__(self, org: str) -> None:
        super().__init__(f"the data of {org} are erased", fix=f"saasctl org show {org}")


class DeletionNotAsked(Refused):
    """The terms do not bring a deletion forward at the customer's request."""

    code = "DELETION-NOT-ASKED"

    def __init__(self, org: str, due_on: date | None, clause: ClauseRef | None) -> None:
        super().__init__(
            f"the terms do not delete the data of {org} earlier on request",
            why=f"they are due for deletion on {due_on}" if due_on else None,
            fix=f"saasctl org purge {org} --on {due_on} --confirm {org}" if due_on else None,
            clause=clause,
        )


class ReturnRefused(Refused):
    """After the time for it data come back only with what the terms ask for."""

    code = "RETURN-REFUSED"

    def __init__(self, org: str, why: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"the data of {org} are not given back any more without more",
            why=why,
            fix="add --evidence TEXT: the consent, or the offer that was accepted",
            clause=clause,
        )


class TransferRefused(Refused):
    """The contract is not handed on without what the terms ask for."""

    code = "TRANSFER-REFUSED"

    def __init__(self, org: str, why: str, clause: ClauseRef | None, fix: str) -> None:
        super().__init__(f"the contract of {org} cannot be handed on", why=why, clause=clause, fix=fix)
