"""The servers that messages are sent to."""

from __future__ import annotations

from notify_servers import certificate, encrypted_mail, plain_mail, slack

__all__ = ["certificate", "encrypted_mail", "plain_mail", "slack"]
