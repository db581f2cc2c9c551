"""What is read of the register's FHIR resources (R4, Annuaire Santé v2). The rest is let pass."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

NATIONAL_ID = "urn:oid:1.2.250.1.71.4.2.1"
STRUCTURE_ID = "urn:oid:1.2.250.1.71.4.2.2"
PROFESSIONS = ("TRE_G15", "TRE_R94", "TRE_R95")
MAILBOX = "as-ext-mailbox-mss-metadata"


class Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Coding(Loose):
    system: str = ""
    code: str = ""


class Concept(Loose):
    coding: list[Coding] = []


class Extension(Loose):
    url: str = ""
    concept: Annotated[Concept, Field(alias="valueCodeableConcept")] = Concept()
    text: Annotated[str, Field(alias="valueString")] = ""
    extension: "list[Extension]" = []


class Identifier(Loose):
    system: str = ""
    value: str = ""


class Telecom(Loose):
    system: str = ""
    value: str = ""
    extension: list[Extension] = []


class Name(Loose):
    family: str = ""
    given: list[str] = []
    suffix: list[str] = []


class Reference(Loose):
    reference: str = ""


class Qualification(Loose):
    code: Concept = Concept()


class Address(Loose):
    city: str = ""
    postcode: Annotated[str, Field(alias="postalCode")] = ""


class Resource(Loose):
    id: str
    active: bool = True
    identifier: list[Identifier] = []
    telecom: list[Telecom] = []

    def number(self, system: str) -> str:
        return next((each.value for each in self.identifier if each.system == system), "")


class Practitioner(Resource):
    kind: Annotated[Literal["Practitioner"], Field(alias="resourceType")]
    name: list[Name] = []
    qualification: list[Qualification] = []

    def codes(self) -> list[Coding]:
        return [coding for each in self.qualification for coding in each.code.coding]


class PractitionerRole(Resource):
    kind: Annotated[Literal["PractitionerRole"], Field(alias="resourceType")]
    practitioner: Reference = Reference()
    organization: Reference = Reference()
    code: list[Concept] = []

    def codes(self) -> list[Coding]:
        return [coding for each in self.code for coding in each.coding]


class Organization(Resource):
    kind: Annotated[Literal["Organization"], Field(alias="resourceType")]
    name: str = ""
    type: list[Concept] = []
    address: list[Address] = []

    def codes(self) -> list[Coding]:
        return [coding for each in self.type for coding in each.coding]


class Other(Loose):
    """Devices, healthcare services, outcomes: not used."""


def kind_of(given: object) -> str:
    kind = given.get("resourceType") if isinstance(given, dict) else type(given).__name__
    return kind if kind in {"Practitioner", "PractitionerRole", "Organization"} else "Other"


Known = Annotated[
    Annotated[Practitioner, Tag("Practitioner")]
    | Annotated[PractitionerRole, Tag("PractitionerRole")]
    | Annotated[Organization, Tag("Organization")]
    | Annotated[Other, Tag("Other")],
    Discriminator(kind_of),
]


class Entry(Loose):
    resource: Known


class Link(Loose):
    relation: str
    url: str


class Bundle(Loose):
    kind: Annotated[Literal["Bundle"], Field(alias="resourceType")]
    link: list[Link] = []
    entry: list[Entry] = []

    def next(self) -> str | None:
        return next((each.url for each in self.link if each.relation == "next"), None)


def code_in(codes: Iterable[Coding], *lists: str) -> str:
    """The code that is of one of these lists of the register."""
    return next((each.code for each in codes if any(name in each.system for name in lists)), "")


def mailboxes(resource: Resource) -> Iterator[tuple[str, str, str]]:
    """Address, kind and service of each of the secure mail's that is published with it."""
    for telecom in resource.telecom:
        for about in telecom.extension:
            if about.url.endswith(MAILBOX):
                told = {each.url: each for each in about.extension}
                kind = told["type"].concept.coding if "type" in told else []
                service = told["service"].text if "service" in told else ""
                yield telecom.value.lower(), code_in(kind, "TRE_R257"), service


def phone(resource: Resource) -> str:
    return next((each.value for each in resource.telecom if each.system == "phone"), "")
