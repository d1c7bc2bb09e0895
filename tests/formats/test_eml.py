from datetime import UTC, datetime
from email import message_from_bytes

import pytest

from saasctl.formats.eml import Mail, message_of

AT = datetime(2026, 4, 13, 8, 0, tzinfo=UTC)
MAIL = Mail(
    ("Société Exemple", "desk@seller.example"),
    ("Zoé", "zoe@acme.example"),
    "Échéance",
    "Ça va.\n",
    "<1@x>",
    AT,
    "fr",
)


def test_a_message_carries_its_identity_and_its_text() -> None:
    read = message_from_bytes(message_of(MAIL).as_bytes())
    assert read["Message-ID"] == "<1@x>"
    assert read["Date"] == "Mon, 13 Apr 2026 08:00:00 +0000"
    assert read["Content-Language"] == "fr"
    assert read["Disposition-Notification-To"] is None
    assert read.get_payload(decode=True) == "Ça va.\n".encode()


def test_an_acknowledged_e_mail_asks_for_a_receipt() -> None:
    message = message_of(MAIL._replace(acknowledged=True))
    assert "desk@seller.example" in message["Disposition-Notification-To"]


@pytest.mark.parametrize("text", ["Hello\nBcc: x@y.example", "Hello\r\nX: y"])
def test_no_header_is_smuggled_in(text: str) -> None:
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        message_of(MAIL._replace(subject=text))
