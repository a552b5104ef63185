"""The message by mail, over SMTP."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from pydantic import SecretStr

from harness.notify.failure import NotificationError, answer_text
from harness.notify.message import Message

LONGEST_SUBJECT = 200
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail, and how to speak to it."""

    host: str
    port: int
    starttls: bool
    user: str | None = None
    password: SecretStr | None = None


def send(message: Message, server: MailServer, *, sender: str, to: Sequence[str], timeout_s: float) -> None:
    """Send `message` as plain text.

    Raises:
        NotificationError: the server did not take it, or not for everybody. The password is in no text.
    """
    if server.user is not None and not server.starttls and server.host not in _LOOPBACK:
        raise NotificationError(
            f"the password for {server.host} would be sent in the clear; set smtp_starttls = true, or name no user"
        )
    password = server.password.get_secret_value() if server.password is not None else ""
    where = f"mail server {server.host}:{server.port}"
    try:
        with smtplib.SMTP(server.host, server.port, timeout=timeout_s) as connection:
            if server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if server.user is not None:
                connection.login(server.user, password)
            refused = connection.send_message(_mail(message, sender, to))
    except smtplib.SMTPNotSupportedError as error:
        raise NotificationError(f"{where}: {error}; set smtp_starttls and smtp_user to what it offers") from None
    except smtplib.SMTPAuthenticationError as error:
        said = _said(error, password)
        raise NotificationError(
            f"{where} refused the sign-in ({said}); check smtp_user and HARNESS_SMTP_PASSWORD"
        ) from None
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
        raise NotificationError(
            f"{where} refused an address ({_said(error, password)}); check mail_to and mail_from"
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotificationError(
            f"{where}: no mail was sent ({type(error).__name__}: {_said(error, password)}); "
            "check smtp_host, smtp_port and smtp_starttls"
        ) from None
    if refused:
        raise NotificationError(
            f"{where} refused {', '.join(sorted(refused))}; the others have the mail; check mail_to"
        )


def _mail(message: Message, sender: str, to: Sequence[str]) -> EmailMessage:
    mail = EmailMessage()
    title = message.title
    mail["Subject"] = title if len(title) <= LONGEST_SUBJECT else f"{title[: LONGEST_SUBJECT - 1]}…"
    mail["From"], mail["To"] = sender, ", ".join(to)
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    # No answering machine should answer a machine (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    return mail


def _said(error: Exception, password: str) -> str:
    """The server's own words, or the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    else:
        text = str(error)
    return answer_text(text, secrets=(password,))
