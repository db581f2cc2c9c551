"""When somebody says that they are away."""

from typing import ClassVar

from django.db import models

from directory.models.people import Professional


class Absence(models.Model):
    """The one they have said, days included; the next one takes its place."""

    professional = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    # Proposed to who writes; added nowhere by itself.
    stand_in = models.ForeignKey(
        Professional, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="absence_ends_after_it_began",
                condition=models.Q(until_on__gte=models.F("from_on")),
            )
        ]
