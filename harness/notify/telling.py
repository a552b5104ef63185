"""One run told to everybody whom the settings name."""

from __future__ import annotations

from pathlib import Path

from harness.notify import mail, slack
from harness.notify.failure import NotificationError
from harness.notify.message import message_of
from harness.results import RunReport
from harness.settings import Settings


def tell(report: RunReport, settings: Settings, *, page: Path) -> tuple[str, ...]:
    """Send one message to each place that is set; the problems of those that did not arrive.

    What a run found does not depend on it: nothing is raised, and the report stays as it is.
    """
    message = message_of(report, page=page, remind_nights=settings.remind_nights)
    problems = []
    if settings.slack_webhook is not None:
        try:
            slack.send(message, settings.slack_webhook, timeout_s=settings.notify_timeout_s)
        except NotificationError as error:
            problems.append(f"not told by Slack: {error}")
    if settings.mail_to and settings.smtp_host is not None and settings.mail_from is not None:
        server = mail.MailServer(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_starttls,
            settings.smtp_user,
            settings.smtp_password,
        )
        try:
            mail.send(
                message,
                server,
                sender=settings.mail_from,
                to=settings.mail_to,
                timeout_s=settings.notify_timeout_s,
            )
        except NotificationError as error:
            problems.append(f"not told by mail: {error}")
    return tuple(problems)
