"""An e-mail that says that something waits, and nothing of what it is."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from push.transports.ring import Ring, TransportError

SUBJECT = "Liaison : un message vous attend"
SUBJECT_URGENT = "Liaison : une demande urgente vous attend"
BODY = """Bonjour,

{what} dans Liaison et n’a pu être signalé sur aucun de vos appareils.

Pour le lire, identifiez-vous :

{address}

Pour votre sécurité et celle des patients, ce courriel n’en dit pas plus. N’y répondez pas.
Vous choisissez ce dont vous êtes prévenu dans « Mon compte », « Notifications ».
"""
WHAT = "Un message vous attend"
WHAT_URGENT = "Une demande urgente vous attend"
# Nobody's « out of office » is to answer.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Mail:
    def send(self, ring: Ring, address: str, /) -> None:
        what = WHAT_URGENT if ring.urgent else WHAT
        letter = EmailMessage(
            SUBJECT_URGENT if ring.urgent else SUBJECT,
            BODY.format(what=what, address=settings.PUBLIC_URL),
            to=[address],
            headers=AUTOMATIC,
        )
        try:
            letter.send()
        except smtplib.SMTPRecipientsRefused:
            raise TransportError("refused", permanent=True) from None
        except (OSError, smtplib.SMTPException) as no:
            raise TransportError("silent", permanent=False, error=type(no).__name__) from None
