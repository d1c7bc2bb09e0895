"""A real SMTP server for the tests: what it refuses and what breaks off depends on the message."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from saasctl.system.mail import MailServer

PASSWORD = b"s3cret"


@dataclass
class Inbox:
    """What arrived, and who signed in."""

    port: int = 0
    messages: list[Message] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signed_in: list[tuple[str, str]] = field(default_factory=list)

    def server(self) -> MailServer:
        """Return the server's address."""
        return MailServer("smtp+plain", "127.0.0.1", self.port)

    @property
    def url(self) -> str:
        """The server's address as `--smtp` takes it."""
        return f"smtp+plain://127.0.0.1:{self.port}"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse nobody@…"""
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the message, refuse it, or break off after taking it, as its subject asks."""
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content)
        if message["Subject"] == "full":
            return "552 full"
        self.messages.append(message)
        self.recipients += envelope.rcpt_tos
        if "broken off" in str(message["Subject"]):
            assert server.transport is not None
            server.transport.close()
            await asyncio.sleep(0)
        return "250 OK"

    def sign_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Accept one password."""
        assert isinstance(data, LoginPassword)
        if data.password != PASSWORD:
            return AuthResult(success=False, handled=False)
        self.signed_in.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=True)


@contextmanager
def listening() -> Iterator[Inbox]:
    """Run a server on a free port for the body."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        inbox = Inbox(free.getsockname()[1])
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=inbox.port,
        authenticator=inbox.sign_in,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()
