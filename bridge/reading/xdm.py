"""IHE_XDM.zip: whose documents they are, as METADATA.XML says, and which.

Whoever takes the wrong patient from here harms two people: in doubt there is none."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from bridge.reading import cda
from bridge.reading.cda import Identity, day, tag, tree
from bridge.received import Attachment, Doubt, Xdm, XdmDocument, XdmPatient
from bridge.words import line
from files import archives
from files.kinds import Unacceptable

XML_MOST = 16 * 1024 * 1024  # a CDA may hold its PDF
ABOUT = {"METADATA.XML", "INDEX.HTM", "INDEX.HTML", "README.TXT", "STYLE.XSL"}
# 255083155599990^^^&1.2.250.1.213.1.4.10&ISO^NH
IDENTIFIER = re.compile(r"\s*([0-9A-Z]{1,20})\^\^\^[^&^]*&([0-9.]{5,64})&ISO(?:\^[^^]*)?\s*")
# urn:uuid of XDSDocumentEntry.patientId and XDSSubmissionSet.patientId
SCHEMES = ("58a6f841-87b3-4a3e-92fd-a8ffeff98427", "6b5aea1a-874d-4603-a4bc-96a0a7b38446")
KINDS = {".xml": "text/xml", ".pdf": "application/pdf", ".txt": "text/plain", ".jpg": "image/jpeg"}


def found_in(attachments: tuple[Attachment, ...]) -> Xdm | None:
    """What the archive of a mail holds, if there is one; of several, all that they hold."""
    zips = [one.content for one in attachments if one.name.upper() == "IHE_XDM.ZIP"]
    return together([marked(read(content), content) for content in zips]) if zips else None


def marked(xdm: Xdm, content: bytes) -> Xdm:
    """Each document with the archive it came in: one of several may go on alone."""
    archive = sha256(content).hexdigest()
    return replace(xdm, documents=tuple(replace(one, archive=archive) for one in xdm.documents))


def together(found: Sequence[Xdm]) -> Xdm:
    """Of one patient only if each of them is."""
    documents = tuple(one for xdm in found for one in xdm.documents)
    doubts = [doubt for doubt in Doubt if any(xdm.doubt == doubt for xdm in found)]
    whose = {(one.matricule, one.oid) for xdm in found if (one := xdm.patient)}
    if len(whose) > 1 and not doubts:
        doubts = [Doubt.SEVERAL_PATIENTS]
    return Xdm(None, documents, doubts[0]) if doubts else Xdm(found[0].patient, documents)


def read(content: bytes) -> Xdm:
    try:
        archive = archives.looked_into(io.BytesIO(content))
        return described(archive)
    except (Unacceptable, ParseError, ValueError, LookupError):
        return Xdm(None, doubt=Doubt.UNREADABLE)


def described(archive: archives.Archive) -> Xdm:
    about = [name for name in archive.names if base(name) == "METADATA.XML"]
    roots = [tree(archive.read(name, XML_MOST)) for name in about]
    papers = [name for name in archive.names if base(name) not in ABOUT]
    read = {name: cda.root_of(name, archive.read(name, XML_MOST)) for name in papers}
    clinical = [root for root in read.values() if root is not None]
    listed = tuple(
        document(name, archive.zip.getinfo(name).file_size, root) for name, root in read.items()
    )
    named = {identity for root in roots for identity in identities(root)}
    if not named:
        return Xdm(None, listed, Doubt.NO_PATIENT)
    # A document names its patient by numbers of the hospital besides: one in common is enough.
    others = [root for root in clinical if not named & set(cda.identities_of(root))]
    if len(named) > 1 or others:
        return Xdm(None, listed, Doubt.SEVERAL_PATIENTS)
    return Xdm(patient(named.pop(), roots, clinical), listed)


def base(name: str) -> str:
    return PurePosixPath(name).name.upper()


def identities(root: Element) -> Iterator[Identity]:
    for element in root.iter():
        written = ""
        if tag(element) == "patientId":
            written = element.text or ""
        elif tag(element) == "ExternalIdentifier":
            scheme = element.get("identificationScheme", "")
            written = element.get("value", "") if scheme.endswith(SCHEMES) else ""
        if found := IDENTIFIER.fullmatch(written):
            yield found[1], found[2]


def patient(identity: Identity, roots: Sequence[Element], papers: Sequence[Element]) -> XdmPatient:
    """With the traits beside it (sourcePatientInfo, in the words of HL7: PID-5|NOM^Prénom), or else
    those of the first document."""
    traits = next((found for root in papers for found in cda.traits_of(root)), {})
    for value in (element.text or "" for root in roots for element in root.iter()):
        if value.startswith("PID-"):
            field, _, said = value.partition("|")
            traits[field] = said
    names = [line(part) for part in (traits.get("PID-5", "") + "^").split("^")]
    return XdmPatient(
        matricule=identity[0],
        oid=identity[1],
        family_name=names[0][:100],
        given_names=names[1][:100],
        birth_date=day(traits.get("PID-7", "")),
        sex=traits.get("PID-8", "")[:1],
    )


def document(name: str, size: int, root: Element | None) -> XdmDocument:
    kind = KINDS.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    shown = line(PurePosixPath(name).name)[:200]
    if root is None:
        return XdmDocument(shown, kind, size)
    own = cda.described(root)
    return XdmDocument(shown, kind, size, own["code"], own["title"], day(own["made"]))
