"""When somebody was last there: coarse, and shown in words only (reachability.py)."""

from django.db import models

from directory.models.people import Professional


class Presence(models.Model):
    """Each process that holds pages of theirs says so, about once a minute."""

    professional = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    seen_at = models.DateTimeField()
