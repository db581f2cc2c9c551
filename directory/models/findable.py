"""What search looks in: drawn from the directory (search/drawing.py), and drawn again at will."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from directory.models.people import Professional


class FindablePerson(models.Model):
    """All by which somebody is found (search/lexemes.py). Who may not be proposed has no row."""

    professional = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    words = SearchVectorField()

    class Meta:
        # fastupdate would keep a list of what waits to be sorted in, which each search reads.
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="findable_person_words", fastupdate=False)
        ]


class Criterion(models.Model):
    """What one narrows a search to. It is there because somebody has it."""

    class Kind(models.TextChoices):
        PROFESSION = "profession"
        SPECIALITY = "speciality"
        DEPARTMENT = "department"
        TOWN = "town"
        STRUCTURE = "structure"

    # The lexeme that those who have it have.
    key = models.TextField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.TextField()
    detail = models.TextField(blank=True)  # a structure's town, a town's department
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["words"], name="criterion_words", fastupdate=False)]


class NameWord(models.Model):
    """A word of somebody's name, and its forms, by which one that is near it finds it."""

    word = models.TextField(primary_key=True)
    forms = ArrayField(models.TextField())

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["forms"], name="name_word_forms", fastupdate=False)]
