"""The people one often writes to: one's own lists, which nobody else sees."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from directory.models.people import Professional


class FavouritePerson(models.Model):
    owner = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="favourites", db_index=False
    )
    person = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("owner", "person", name="one_star_per_person")
        ]


class Team(models.Model):
    """Its id is its owner's page's: made twice, it is one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return str(self.id)


class TeamMember(models.Model):
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members", db_index=False)
    person = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("team", "person", name="once_in_a_team")]
