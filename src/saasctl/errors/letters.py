"""Refusals about the outbox: templates, sending, printing."""

from saasctl.errors.base import Inconsistent, NotConfigured, PartlyFailed, Refused


class TemplateInvalid(Inconsistent):
    """The template of a letter cannot be filled."""

    code = "TEMPLATE-INVALID"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"the template {name} cannot be used",
            why=why,
            fix=f"mend {name} in the folder of --terms-path",
        )


class MailUnconfigured(NotConfigured):
    """Nobody has said through which server e-mails leave."""

    code = "MAIL-UNCONFIGURED"

    def __init__(self) -> None:
        super().__init__(
            "no mail server is named",
            why="--smtp or SAASCTL_SMTP names one, as smtp://user@mail.example:587",
            fix="saasctl notice send --eml DIR",
        )


class NoticeNotWaiting(Refused):
    """A notice is not in the outbox, or has left it."""

    code = "NOTICE-NOT-WAITING"

    def __init__(self, notice: str, why: str) -> None:
        super().__init__(f"{notice} cannot be sent", why=why, fix=f"saasctl notice show {notice}")


class AddressMissing(NotConfigured):
    """A notice has nowhere to go: the customer, or the seller, has no address."""

    code = "ADDRESS-MISSING"

    def __init__(self, notice: str, whose: str, fix: str) -> None:
        super().__init__(f"{notice} cannot leave: {whose} has no address", fix=fix)


class SendingPartlyFailed(PartlyFailed):
    """Some e-mails left, others did not."""

    code = "SENDING-PARTLY-FAILED"

    def __init__(self, sent: int, causes: list[str]) -> None:
        super().__init__(f"{sent} sent, {len(causes)} not", why="; ".join(causes), fix="saasctl notice list")


class NothingLate(Refused):
    """There is nothing to remind a customer of."""

    code = "NOTHING-LATE"

    def __init__(self, invoice: str, why: str) -> None:
        super().__init__(f"{invoice} is not late", why=why, fix=f"saasctl invoice show {invoice}")
