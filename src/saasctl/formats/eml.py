"""An e-mail as bytes, from a subject, a text and two addresses."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Mail(NamedTuple):
    """What an e-mail is made of. `message_id` stands in angle brackets; `sent_at` is aware."""

    sender: tuple[str, str]
    recipient: tuple[str, str]
    subject: str
    text: str
    message_id: str
    sent_at: "datetime"
    language: str
    acknowledged: bool = False


def message_of(mail: Mail) -> EmailMessage:
    """Return the message: UTF-8 text, dated, with the given Message-ID.

    With `acknowledged` it asks the reader's program for a receipt. Line ends in a name or a subject
    are refused by the e-mail policy (ValueError), so no header can be smuggled in.
    """
    message = EmailMessage()
    message["From"] = formataddr(mail.sender)
    message["To"] = formataddr(mail.recipient)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.sent_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    if mail.acknowledged:
        message["Disposition-Notification-To"] = formataddr(mail.sender)
    message.set_content(mail.text)
    message["Content-Language"] = mail.language
    return message
