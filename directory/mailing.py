"""Mails of the service itself: never of what is said in it, never to who has given no address."""

import logging
import smtplib

from django.core.mail import send_mail

log = logging.getLogger(__name__)


def sent(to: str, *, subject: str, body: str) -> bool:
    try:
        send_mail(subject, body, None, [to])
    except (OSError, smtplib.SMTPException) as no:
        log.warning("a mail did not leave: %s", type(no).__name__)
        return False
    return True
