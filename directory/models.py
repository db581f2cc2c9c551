"""Who is who: the person of the directory, and the account that signs in."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Professional(models.Model):
    """A person of the directory. Most never sign in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=20, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    profession = models.CharField(max_length=120)
    structure = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)
    rpps = models.CharField(max_length=11, unique=True, null=True, blank=True)
    # The names without accents or hyphens, in lower case: what search compares.
    folded_name = models.CharField(max_length=200, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rpps_has_11_digits", condition=models.Q(rpps__regex=r"^\d{11}$")
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.title, self.given_name, self.family_name]))


class Account(AbstractBaseUser):
    """What signs in. Deactivated, never deleted. Conversations know the professional only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    professional = models.OneToOneField(Professional, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[BaseUserManager["Account"]] = BaseUserManager()

    def __str__(self) -> str:
        return self.username
