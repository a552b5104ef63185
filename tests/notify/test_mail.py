"""The message by mail, through servers that speak SMTP."""

from __future__ import annotations

import socket
import traceback
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from notify_reports import case, told, unknown
from notify_servers import PASSWORD, USER, MailStage
from pydantic import SecretStr

from harness.notify.failure import NotificationError
from harness.notify.mail import LONGEST_SUBJECT, MailServer, send
from harness.notify.message import Message, message_of

PAGE = Path("reports/nightly-2024-01-15.html")
MESSAGE = message_of(told(case(), results=(unknown("no permission"),)), page=PAGE)
OLD = "the password of last year"
SENDER, TO = "harness@example.com", ("one@example.com", "two@example.com")


def plain(stage: MailStage) -> MailServer:
    return MailServer("127.0.0.1", stage.port, starttls=False)


def encrypted(stage: MailStage, password: str = PASSWORD) -> MailServer:
    return MailServer("127.0.0.1", stage.port, starttls=True, user=USER, password=SecretStr(password))


def post(server: MailServer, message: Message = MESSAGE) -> None:
    send(message, server, sender=SENDER, to=TO, timeout_s=20)


def received(stage: MailStage) -> EmailMessage:
    (envelope,) = stage.postbox.mails
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_mail_arrives_whole(plain_mail: MailStage) -> None:
    post(plain(plain_mail))
    mail = received(plain_mail)
    assert plain_mail.postbox.mails[0].rcpt_tos == list(TO)
    assert (mail["From"], mail["To"]) == (SENDER, ", ".join(TO))
    assert mail["Subject"] == "nightly 2024-01-15: 1 new · 0 still open · 0 fixed, 1 unknown"
    text = mail.get_content()
    for part in ("points add up on 2024-01-15", "no permission", str(PAGE), "harness validate"):
        assert part in text


def test_a_server_that_wants_it_gets_encryption_and_the_password(
    encrypted_mail: MailStage, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    post(encrypted(encrypted_mail))
    assert encrypted_mail.postbox.encrypted == [True]
    assert encrypted_mail.postbox.sign_ins == [(USER, PASSWORD)]


def test_a_certificate_that_nobody_vouches_for_is_refused(encrypted_mail: MailStage) -> None:
    with pytest.raises(NotificationError, match=r"no mail was sent .*CERTIFICATE_VERIFY_FAILED"):
        post(encrypted(encrypted_mail))
    assert encrypted_mail.postbox.sign_ins == []


def test_a_wrong_password_is_said_and_not_shown(
    encrypted_mail: MailStage, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(NotificationError, match=r"refused the sign-in \(535 .*HARNESS_SMTP_PASSWORD") as refused:
        post(encrypted(encrypted_mail, OLD))
    assert OLD not in "".join(traceback.format_exception(refused.value))
    assert encrypted_mail.postbox.mails == []


def test_a_server_without_starttls_is_not_spoken_to_in_the_clear(plain_mail: MailStage) -> None:
    with pytest.raises(NotificationError, match=r"STARTTLS.*set smtp_starttls"):
        post(encrypted(plain_mail))
    assert plain_mail.postbox.mails == []


def test_a_password_never_leaves_in_the_clear() -> None:
    server = MailServer("mail.example.com", 25, starttls=False, user=USER, password=SecretStr(PASSWORD))
    with pytest.raises(NotificationError, match="would be sent in the clear"):
        post(server)


def test_an_address_that_is_refused_is_named_and_the_others_have_the_mail(plain_mail: MailStage) -> None:
    plain_mail.postbox.refused = {TO[1]}
    with pytest.raises(NotificationError, match=r"refused two@example\.com; the others have the mail"):
        post(plain(plain_mail))
    assert plain_mail.postbox.mails[0].rcpt_tos == [TO[0]]


def test_where_all_are_refused_no_mail_is_sent(plain_mail: MailStage) -> None:
    plain_mail.postbox.refused = set(TO)
    with pytest.raises(NotificationError, match=r"refused an address .*550.*check mail_to"):
        post(plain(plain_mail))


def test_a_server_that_is_not_there_is_said(plain_mail: MailStage) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotificationError, match=r"ConnectionRefusedError.*check smtp_host, smtp_port"):
        post(MailServer("127.0.0.1", port, starttls=False))


def test_data_cannot_add_a_header_or_a_reader(plain_mail: MailStage) -> None:
    nasty = "x\r\nBcc: everybody@example.com\r\n\r\n\ud800" + "y" * 900
    report = told(case(nasty, subject=nasty))
    object.__setattr__(report, "title", nasty)
    post(plain(plain_mail), message_of(report, page=PAGE))
    mail = received(plain_mail)
    assert mail["Bcc"] is None
    assert plain_mail.postbox.mails[0].rcpt_tos == list(TO)
    assert len(mail["Subject"]) <= LONGEST_SUBJECT
