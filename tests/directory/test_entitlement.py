"""Who may come in: the operator's list of professions, and who is neither gone nor suspended."""

import pytest
from django.db.models import F
from django.utils import timezone

from directory import people, workplaces
from directory.enforcing import draw_decided
from directory.entitlement import is_entitled
from directory.models import Entitlement, FindablePerson, Professional, Suspended


def somebody(profession: str, code: str) -> Professional:
    return people.add(
        given_name="Ève", family_name="Martin", profession=profession, profession_code=code
    )


@pytest.mark.django_db
def test_only_the_professions_of_the_operators_list_may_come_in() -> None:
    nurse, osteopath = somebody("Infirmier", "60"), somebody("Ostéopathe", "71")
    assert (is_entitled(nurse), is_entitled(osteopath)) == (True, False)
    Entitlement.objects.filter(profession_code="71").update(admitted=True)
    Entitlement.objects.filter(profession_code="60").update(admitted=False)
    assert (is_entitled(nurse), is_entitled(osteopath)) == (False, True)


@pytest.mark.django_db
def test_one_of_several_professions_is_enough_as_long_as_it_is_practised() -> None:
    both = somebody("Ostéopathe", "71")
    activity = workplaces.practise(both, profession_code="70", profession="Kinésithérapeute")
    assert is_entitled(both)
    activity.ended_at = timezone.now()
    activity.save()
    assert not is_entitled(both)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "what", [{"gone_at": True}, {"suspended_at": True, "suspended_because": Suspended.OPERATOR}]
)
def test_who_is_gone_or_suspended_may_not_come_in(what: dict[str, object]) -> None:
    nurse = somebody("Infirmier", "60")
    now = {name: timezone.now() if value is True else value for name, value in what.items()}
    Professional.objects.filter(pk=nurse.pk).update(**now)
    assert not is_entitled(nurse)


@pytest.mark.django_db
def test_whom_the_operator_entered_without_a_code_may_come_in(bruno: Professional) -> None:
    assert bruno.profession_code == ""
    assert is_entitled(bruno)


@pytest.mark.django_db
def test_a_profession_admitted_while_no_worker_ran_is_found_once_one_does(
    camille: Professional,
) -> None:
    osteopath = somebody("Ostéopathe", "71")
    draw_decided()
    Entitlement.objects.filter(profession_code="71").update(admitted=True)
    assert not FindablePerson.objects.filter(pk=osteopath.pk).exists()
    draw_decided()
    assert FindablePerson.objects.filter(pk=osteopath.pk).exists()
    Entitlement.objects.filter(profession_code="71").update(admitted=False)
    draw_decided()
    assert not FindablePerson.objects.filter(pk=osteopath.pk).exists()
    assert not Entitlement.objects.exclude(drawn=F("admitted")).exists()
