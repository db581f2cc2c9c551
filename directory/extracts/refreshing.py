"""What changed in the register since the last extract, for people the directory has.

New people, and activities that end, come with the next extract: the API does not say of an activity
that is gone which one of ours it was, and gives codes without their labels.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from directory import changes
from directory.extracts import fhir
from directory.extracts.activity_rows import TITLES, phone_of
from directory.extracts.fetching import Pause
from directory.extracts.fhir_shapes import (
    NATIONAL_ID,
    PROFESSIONS,
    STRUCTURE_ID,
    Organization,
    Practitioner,
    PractitionerRole,
    Resource,
    code_in,
    mailboxes,
    phone,
)
from directory.extracts.mailbox_rows import ADDRESS, KINDS, technical_id
from directory.extracts.refusals import Unfit
from directory.extracts.running import alone, finish
from directory.models import (
    Activity,
    DirectoryImport,
    Entitlement,
    Mailbox,
    Professional,
    Structure,
    Suspended,
)
from directory.names import searchable
from directory.register_ids import activity_id, structure_id

State = DirectoryImport.State


@dataclass(slots=True)
class Told:
    """What the pages held, by the reference that others use."""

    practitioners: dict[str, Practitioner] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    roles: list[PractitionerRole] = field(default_factory=list)

    def take(self, resource: object) -> None:
        match resource:
            case Practitioner(id=name):
                self.practitioners[f"Practitioner/{name}"] = resource
            case Organization(id=name):
                self.organizations[f"Organization/{name}"] = resource
            case PractitionerRole():
                self.roles.append(resource)
            case _:
                pass


def refresh(since: datetime, *, pause: Pause) -> DirectoryImport:
    with alone():
        run = DirectoryImport.objects.create(started_at=timezone.now(), files=["FHIR"])
        try:
            told = asked(since, pause)
            with transaction.atomic():
                done = Refresh(told, timezone.now()).apply()
                finish(run, State.DONE, {"refreshed": dict(done)})
        except Unfit as no:
            finish(run, State.REFUSED, {"refreshed": {}, "refused": no.code, "why": str(no)})
            raise
    return run


def asked(since: datetime, pause: Pause) -> Told:
    told = Told()
    changed = {"_lastUpdated": f"ge{since.isoformat(timespec='seconds')}"}
    for resource, more in (
        ("Practitioner", {}),
        ("PractitionerRole", {"_include": "*"}),
        ("Organization", {}),
    ):
        for bundle in fhir.pages(resource, changed | more, pause=pause):
            for entry in bundle.entry:
                told.take(entry.resource)
    return told


class Refresh:
    def __init__(self, told: Told, now: datetime) -> None:
        self.told, self.now = told, now
        self.done: Counter[str] = Counter()
        self.changed: set[UUID] = set()
        numbers = {who.number(NATIONAL_ID) for who in told.practitioners.values()}
        known = Professional.objects.filter(national_id__in=numbers, registered=True)
        self.people = {person.national_id: person for person in known}

    def apply(self) -> Counter[str]:
        for practitioner in self.told.practitioners.values():
            self.follow(practitioner)
        for organization in self.told.organizations.values():
            self.call_anew(organization)
        for role in self.told.roles:
            if role.active:
                self.practise(role)
        changes.tell_of(sorted(self.changed))
        return self.done

    def note(self, what: str, person: Professional | None = None) -> None:
        self.done[what] += 1
        if person:
            self.changed.add(person.id)

    def follow(self, practitioner: Practitioner) -> None:
        person = self.people.get(practitioner.number(NATIONAL_ID))
        if person is None:
            self.done["people not in the directory"] += 1
            return
        if practitioner.active == (person.gone_at is not None):
            self.come_or_go(person, gone=not practitioner.active)
        if practitioner.active and practitioner.name:
            self.rename(person, practitioner)
        self.reach(practitioner, person=person)

    def come_or_go(self, person: Professional, *, gone: bool) -> None:
        """As a night's import does: the operator's own suspension stays."""
        row = Professional.objects.filter(pk=person.pk)
        row.update(gone_at=self.now if gone else None)
        if gone:
            row.filter(suspended_at=None).update(
                suspended_at=self.now, suspended_because=Suspended.GONE
            )
        else:
            row.filter(suspended_because=Suspended.GONE).update(
                suspended_at=None, suspended_because=""
            )
        self.note("people gone" if gone else "people restored", person)

    def rename(self, person: Professional, practitioner: Practitioner) -> None:
        name = practitioner.name[0]
        title = next((TITLES[each] for each in name.suffix if each in TITLES), "")
        now = (title, " ".join(name.given)[:80], name.family[:80])
        if not all(now[1:]) or now == (person.title, person.given_name, person.family_name):
            return
        person.title, person.given_name, person.family_name = now
        person.folded_name = searchable(person.family_name, person.given_name)
        person.save(update_fields=["title", "given_name", "family_name", "folded_name"])
        self.note("people changed", person)

    def call_anew(self, organization: Organization) -> None:
        structure = self.structure_of(organization)
        if structure is None:
            return
        now = (
            organization.name or structure.name,
            phone_of(phone(organization)) or structure.phone,
        )
        if now != (structure.name, structure.phone):
            structure.name, structure.phone = now
            structure.save(update_fields=["name", "phone"])
            self.note("structures changed")
        self.reach(organization, structure=structure)

    def structure_of(self, organization: Organization | None) -> Structure | None:
        number = organization.number(STRUCTURE_ID) if organization else ""
        return Structure.objects.filter(technical_id=technical_id(number)).first()

    def practise(self, role: PractitionerRole) -> None:
        practitioner = self.told.practitioners.get(role.practitioner.reference)
        person = self.people.get(practitioner.number(NATIONAL_ID)) if practitioner else None
        if person is None or practitioner is None:
            return
        organization = self.told.organizations.get(role.organization.reference)
        structure = self.structure_of(organization) or self.placed(organization)
        mode = code_in(role.codes(), "TRE_R23")
        there = person.activities.filter(ended_at=None, mode_code=mode)
        # Whoever works for themselves has a structure in the extracts, and none here.
        if not (there.filter(structure=structure) if structure else there).exists():
            self.begin(person, practitioner, role, structure)
        self.reach(role, person=person, structure=structure)

    def placed(self, organization: Organization | None) -> Structure | None:
        named = technical_id(organization.number(STRUCTURE_ID)) if organization else ""
        if not (organization and organization.name and named):
            return None
        address = next(iter(organization.address), None)
        return Structure.objects.create(
            id=structure_id(named),
            technical_id=named,
            finess=named[1:] if named[0] == "F" else "",
            siret=named[1:] if named[0] == "C" else "",
            name=organization.name,
            postcode=address.postcode[:10] if address else "",
            town=address.city if address else "",
            phone=phone_of(phone(organization)),
            sector_code=code_in(organization.codes(), "TRE_R02"),
        )

    def begin(
        self,
        person: Professional,
        practitioner: Practitioner,
        role: PractitionerRole,
        structure: Structure | None,
    ) -> None:
        """In the words the directory has for these codes; the next extract has its own row."""
        profession = code_in(practitioner.codes(), *PROFESSIONS) or person.profession_code
        speciality = code_in(practitioner.codes(), "TRE_R38")
        said = Entitlement.objects.filter(profession_code=profession).first()
        like = Activity.objects.filter(speciality_code=speciality).first() if speciality else None
        mode = code_in(role.codes(), "TRE_R23")
        named = structure.technical_id if structure else ""
        number = person.national_id or ""
        _, new = Activity.objects.update_or_create(
            id=activity_id(number, profession, speciality, mode, named),
            defaults={"ended_at": None},
            create_defaults={
                "professional": person,
                "structure": structure,
                "rank": (person.activities.aggregate(last=Max("rank"))["last"] or 0) + 1,
                "profession_code": profession,
                "profession": said.profession if said else person.profession,
                "speciality_code": speciality if like else "",
                "speciality": like.speciality if like else "",
                "mode_code": mode,
                "role_code": code_in(role.codes(), "TRE_R21"),
                "phone": structure.phone if structure else "",
            },
        )
        self.note("activities added" if new else "activities changed", person)

    def reach(
        self,
        resource: Resource,
        *,
        person: Professional | None = None,
        structure: Structure | None = None,
    ) -> None:
        """Addresses are added here, and end with an extract: a resource need not tell them all."""
        for address, kind, service in mailboxes(resource):
            if kind not in KINDS or not ADDRESS.fullmatch(address):
                continue
            mailbox, new = Mailbox.objects.get_or_create(
                address=address,
                defaults={
                    "kind": kind,
                    "professional": person,
                    "structure": structure,
                    "service": service,
                    "registered": True,
                },
            )
            if mailbox.gone_at:
                Mailbox.objects.filter(pk=address).update(gone_at=None)
            if new or mailbox.gone_at:
                self.note("mailboxes added", person)
