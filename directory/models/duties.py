"""Roles, who may hold them, and who did."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from directory.models.people import Professional


class Role(models.Model):
    """What somebody holds for a while: « Cardiologie de garde », a secretariat. Its professional is
    nobody: the name, the structure and the place under which it is written to."""

    professional = models.OneToOneField(Professional, on_delete=models.PROTECT, primary_key=True)
    phone = models.CharField(max_length=20, blank=True)
    # One at a time: whoever takes it relieves the other.
    exclusive = models.BooleanField(default=True)

    class Meta:
        verbose_name, verbose_name_plural = "rôle", "rôles et gardes"

    def __str__(self) -> str:
        return str(self.professional)


class Holder(models.Model):
    """Somebody who may hold it."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, db_index=False)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("role", "professional", name="one_holder_per_role")
        ]


class Duty(models.Model):
    """Somebody took it, or handed it over. Only ever added: the last of theirs is how it stands."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, db_index=False)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    on = models.BooleanField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # It ended without being handed over: whom that leaves waiting is to be told. Null: they were.
    look_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("role", "professional", "id", name="duty_of"),
            models.Index("look_at", name="duty_untold", condition=Q(look_at__isnull=False)),
        ]
