"""What a session at a provider is asked fresh tokens with."""

from django.db import models

from directory.models.accounts import Session


class Renewal(models.Model):
    """Of the session at a provider that one of ours was opened with. Gone with ours."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, primary_key=True)
    refresh = models.TextField()  # sealed; each serves once, and brings the next
    access = models.TextField(blank=True)  # sealed; the last that was given, while it is good
    good_until = models.DateTimeField(null=True)
