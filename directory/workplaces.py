"""Where somebody works, entered by hand: for who is not, or not yet, in the national extracts."""

from directory.models import Activity, Mailbox, Professional, Structure
from directory.register_ids import activity_id, structure_id
from directory.search.drawing import draw


def place(*, technical_id: str, name: str, **about: str) -> Structure:
    """A structure, entered once."""
    structure, _ = Structure.objects.get_or_create(
        id=structure_id(technical_id),
        defaults={"technical_id": technical_id, "name": name, **about},
    )
    return structure


def practise(
    professional: Professional,
    *,
    at: Structure | None = None,
    profession_code: str = "",
    profession: str = "",
    phone: str = "",
    speciality_code: str = "",
    speciality: str = "",
) -> Activity:
    """What they do there, after what is known of them already."""
    person = professional.national_id or str(professional.id)
    place_id = at.technical_id if at else ""
    activity, _ = Activity.objects.get_or_create(
        id=activity_id(person, profession_code, speciality_code, place_id),
        defaults={
            "professional": professional,
            "structure": at,
            "rank": professional.activities.count() + 1,
            "profession_code": profession_code,
            "profession": profession or professional.profession,
            "speciality_code": speciality_code,
            "speciality": speciality,
            "sector_code": at.sector_code if at else "",
            "sector": at.sector if at else "",
            "phone": phone or (at.phone if at else ""),
        },
    )
    draw([professional.id])
    return activity


def give_address(
    address: str,
    *,
    to: Professional | None = None,
    at: Structure | None = None,
    service: str = "",
) -> Mailbox:
    """An address of the secure mail: somebody's own, or a structure's."""
    kind = Mailbox.Kind.PERSON if to else Mailbox.Kind.STRUCTURE
    mailbox, _ = Mailbox.objects.get_or_create(
        address=address.lower(),
        defaults={"kind": kind, "professional": to, "structure": at, "service": service},
    )
    return mailbox
