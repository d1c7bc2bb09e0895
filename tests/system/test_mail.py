import socket
from collections.abc import Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path

import pytest

from saasctl.errors.base import Failure
from saasctl.errors.usage import ValueMalformed
from saasctl.system.mail import MailServer, connected, password_of, server_at
from smtp import Inbox, listening


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


def mail(subject: str = "Hello") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@seller.example", "b@acme.example", subject
    message["Message-ID"] = "<1@seller.example>"
    message.set_content("Échéance")
    return message


def test_a_message_arrives_as_it_is(inbox: Inbox) -> None:
    with connected(inbox.server()) as connection:
        assert connection.deliver("a@seller.example", "b@acme.example", mail()) == ("accepted", "")
    assert [one["Message-ID"] for one in inbox.messages] == ["<1@seller.example>"]
    assert inbox.recipients == ["b@acme.example"]


def test_what_the_server_refuses_was_not_sent(inbox: Inbox) -> None:
    with connected(inbox.server()) as connection:
        fate, said = connection.deliver("a@seller.example", "nobody@acme.example", mail())
        assert fate == "refused"
        assert said.startswith("550 ")
        assert connection.deliver("a@seller.example", "b@acme.example", mail("full")) == (
            "refused",
            "552 full",
        )
    assert inbox.messages == []


def test_a_connection_that_breaks_off_leaves_it_unknown(inbox: Inbox) -> None:
    with connected(inbox.server()) as connection:
        fate, _ = connection.deliver("a@seller.example", "b@acme.example", mail("broken off"))
        assert connection.deliver("a@seller.example", "b@acme.example", mail()) == ("accepted", "")
    assert fate == "unknown"
    assert len(inbox.messages) == 2


def test_what_cannot_be_handed_over_after_that_was_not_sent() -> None:
    with ExitStack() as held:
        with listening() as inbox:
            connection = held.enter_context(connected(inbox.server()))
            connection.deliver("a@seller.example", "b@acme.example", mail("broken off"))
        fate, said = connection.deliver("a@seller.example", "b@acme.example", mail())
    assert (fate, said.partition(":")[0]) == ("refused", "not handed over")


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        pytest.raises(Failure, match="takes no mail"),
        connected(MailServer("smtp+plain", "127.0.0.1", port)),
    ):
        pass


def test_a_user_signs_in_with_the_password_of_a_file(inbox: Inbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\nnot this\n", encoding="utf-8")
    server = inbox.server()._replace(user="desk", password_file=str(secret))
    with connected(server) as connection:
        assert connection.deliver("a@seller.example", "b@acme.example", mail())[0] == "accepted"
    assert inbox.signed_in == [("desk", "s3cret")]
    secret.write_text("wrong", encoding="utf-8")
    with pytest.raises(Failure, match="takes no mail"), connected(server):
        pass


def test_the_password_comes_from_a_command() -> None:
    server = MailServer("smtp", "mail.example", 587, "desk", None, "printf '%s\\n' 's3cret word'")
    assert password_of(server) == "s3cret word"
    with pytest.raises(Failure, match="cannot be read"):
        password_of(server._replace(password_command="false"))
    with pytest.raises(Failure, match="signs in"):
        password_of(server._replace(password_command=None))


@pytest.mark.parametrize(
    ("url", "host", "port", "user"),
    [
        pytest.param(
            "smtp://desk%40x.example@mail.example:2525", "mail.example", 2525, "desk@x.example", id="all"
        ),
        pytest.param("smtps://mail.example", "mail.example", 465, None, id="tls"),
        pytest.param("smtp+plain://localhost", "localhost", 25, None, id="plain"),
        pytest.param("smtp://mail.example", "mail.example", 587, None, id="starttls"),
    ],
)
def test_a_server_is_named_by_its_address(url: str, host: str, port: int, user: str | None) -> None:
    server = server_at(url, None, None)
    assert (server.host, server.port, server.user) == (host, port, user)


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail:port", "smtp://a:b@c"]
)
def test_other_addresses_and_passwords_in_them_are_refused(url: str) -> None:
    with pytest.raises(ValueMalformed) as refused:
        server_at(url, None, None)
    assert "a:b" not in str(refused.value)
