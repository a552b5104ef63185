"""Servers on loopback that speak Slack's webhook protocol and SMTP, and reports to tell."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SECRET_PATH = "/services/T0000/B0000/thesecretpart"  # noqa: S105 - of nothing but this file
USER, PASSWORD = "harness", "correct horse battery"


@dataclass
class SlackServer:
    """Answers each post with the next of `answers` (status, headers, body), then with `ok`."""

    port: int = 0
    answers: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    answers_at_once: threading.Event = field(default_factory=threading.Event)
    """While it is clear, posts are read and not answered."""
    arrived: threading.Event = field(default_factory=threading.Event)

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self.port}{SECRET_PATH}"


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    stage = SlackServer()
    stage.answers_at_once.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.path == SECRET_PATH
            assert self.headers["Content-Type"] == "application/json"
            stage.posts.append(json.loads(body))
            stage.arrived.set()
            stage.answers_at_once.wait(30)
            status, headers, text = stage.answers.pop(0) if stage.answers else (200, {}, "ok")
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())
            except ConnectionError:
                return  # the client has given up, as it was meant to

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    stage.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield stage
    stage.answers_at_once.set()
    server.shutdown()
    thread.join(30)
    server.server_close()


class Postbox:
    """What an SMTP server was given; addresses in `refused` get 550."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refused: set[str] = set()
        self.sign_ins: list[tuple[str, str]] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    def sign_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        self.sign_ins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=self.sign_ins[-1] == (USER, PASSWORD), handled=False)


class LoopbackController(Controller):
    """A server on a free port."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@dataclass
class MailStage:
    """A running server, what it was given, and the certificate that it shows, if it does."""

    postbox: Postbox
    controller: LoopbackController

    @property
    def port(self) -> int:
        return self.controller.port


def _stage(**more: Any) -> Iterator[MailStage]:
    postbox = Postbox()
    if more.pop("signed_in", False):
        more |= {"authenticator": postbox.sign_in, "auth_required": True}
    controller = LoopbackController(postbox, hostname="127.0.0.1", port=0, **more)
    controller.start()
    yield MailStage(postbox, controller)
    controller.stop()


@pytest.fixture
def plain_mail() -> Iterator[MailStage]:
    yield from _stage()


@pytest.fixture
def encrypted_mail(certificate: Path) -> Iterator[MailStage]:
    """Wants STARTTLS, then the password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    yield from _stage(tls_context=context, require_starttls=True, signed_in=True)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that it signed itself, with its key, in one file."""
    import ipaddress

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "loopback.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
