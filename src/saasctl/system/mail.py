"""Hand e-mails to a server by SMTP, and say what is certain about each."""

import shlex
import smtplib
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from saasctl.errors.base import Failure
from saasctl.errors.usage import ValueMalformed

Fate = Literal["accepted", "refused", "unknown"]
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
"""`smtp` asks for STARTTLS, `smtps` is TLS from the start, `smtp+plain` is neither."""
TIMEOUT = 30
"""Seconds."""
PERMANENT = 400
"""The first code by which a server says no."""


class MailServer(NamedTuple):
    """A server and who signs in there; the password is asked for when it is needed."""

    scheme: str
    host: str
    port: int
    user: str | None = None
    password_file: str | None = None
    password_command: str | None = None


def server_at(url: str, password_file: str | None, password_command: str | None) -> MailServer:
    """Read smtp://user@host:587. A password in it is refused: it would stand in the process list."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in PORTS or not parts.hostname or port == -1:
        raise ValueMalformed("--smtp", url, "smtp://user@host:587, smtps://host or smtp+plain://host:25")
    if parts.password is not None:
        raise ValueMalformed("--smtp", f"{parts.scheme}://…", "no password: --password-file FILE")
    user = unquote(parts.username) if parts.username else None
    return MailServer(
        parts.scheme, parts.hostname, port or PORTS[parts.scheme], user, password_file, password_command
    )


class Connection:
    """A connection to a mail server, opened again for the next message where it broke off."""

    def __init__(self, server: MailServer, smtp: smtplib.SMTP) -> None:
        self._server, self._smtp = server, smtp

    def close(self) -> None:
        """Hang up."""
        self._smtp.close()

    def _is_alive(self) -> bool:
        try:
            return self._smtp.noop()[0] < PERMANENT
        except (smtplib.SMTPException, OSError):
            return False

    def deliver(self, sender: str, recipient: str, message: EmailMessage) -> tuple[Fate, str]:
        """Hand one message over and say what became of it, with the server's words.

        `refused` only where the server said no, or nothing was handed over: what broke off in between is
        `unknown`.
        """
        if not self._is_alive():
            self._smtp.close()
            try:
                self._smtp = _open(self._server)
            except (smtplib.SMTPException, OSError) as error:
                return "refused", f"not handed over: {str(error) or type(error).__name__}"
        try:
            self._smtp.send_message(message, sender, [recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[recipient]
            return "refused", _words(code, said)
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            return "refused", _words(error.smtp_code, error.smtp_error)
        except smtplib.SMTPNotSupportedError as error:
            return "refused", str(error)
        except (smtplib.SMTPException, OSError) as error:
            return "unknown", str(error) or type(error).__name__
        return "accepted", ""


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"


@contextmanager
def connected(server: MailServer) -> Iterator[Connection]:
    """Sign in at a server for the body. Raises Failure (exit 1) where that cannot be done."""
    try:
        smtp = _open(server)
    except (smtplib.SMTPException, OSError) as error:
        raise Failure(
            f"{server.host}:{server.port} takes no mail",
            why=str(error) or type(error).__name__,
            fix="saasctl notice send --eml DIR",
        ) from error
    connection = Connection(server, smtp)
    try:
        yield connection
    finally:
        connection.close()


def _open(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.scheme == "smtp":
            smtp.starttls(context=context)
        if server.user is not None:
            smtp.login(server.user, password_of(server))
    except BaseException:
        smtp.close()
        raise
    return smtp


def password_of(server: MailServer) -> str:
    """Read the password from its file or its command; the first line counts. Failure (exit 1)."""
    try:
        if server.password_file is not None:
            said = Path(server.password_file).read_text(encoding="utf-8")
        elif server.password_command is not None:
            said = subprocess.run(
                shlex.split(server.password_command), check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        else:
            raise Failure(f"{server.user} signs in with a password", fix="--password-file FILE")
    except (OSError, subprocess.CalledProcessError) as error:
        raise Failure("the password cannot be read", why=type(error).__name__) from error
    return said.partition("\n")[0].rstrip("\r")
