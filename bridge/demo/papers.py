"""What some courriers of the demo bring: a report on paper (PDF), or the documents of a patient in
an IHE_XDM.zip, which names them in its METADATA.XML. All invented, and made here."""

import tomllib
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from bridge.received import Attachment
from conversations import clock
from conversations.demo.cast import PATIENTS
from conversations.patient_shapes import NewPatient
from directory.identifiers import OIDS

HERE = Path(__file__).parent
METADATA, OF_ONE, DOCUMENT = (
    Template((HERE / f"{name}.xml").read_text())
    for name in ("metadata", "metadata_document", "document")
)


def papers_of(letter: dict[str, Any]) -> tuple[Attachment, ...]:
    """As MSSanté wants it: the archive, and beside it each of its documents on paper."""
    papers = letter.get("papers", [])
    if "patient" not in letter:
        return tuple(on_paper(f"{one['title']}.pdf", one) for one in papers)
    patient = NewPatient(**tomllib.loads(PATIENTS.read_text())[letter["patient"]])
    day, who = f"{clock.now():%Y%m%d}", f"{patient.birth_name}_{first_name(patient)}"
    names = [f"{day}_{one['title'].replace(' ', '-')}_{who}.pdf" for one in papers]
    return archive(patient, papers), *map(on_paper, names, papers)


def on_paper(name: str, paper: dict[str, str]) -> Attachment:
    words = {"title": paper["title"], "text": paper["text"].strip()}
    made = typst.compile(HERE / "paper.typ", sys_inputs=words, ignore_system_fonts=True)
    return Attachment(name, "application/pdf", made)


def archive(patient: NewPatient, papers: list[dict[str, str]]) -> Attachment:
    told = [
        {name: escape(value) for name, value in (traits(patient) | paper).items()}
        | {"name": f"DOC{number:04}.XML", "made": f"{clock.now():%Y%m%d%H%M}+0000"}
        for number, paper in enumerate(papers, 1)
    ]
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as whole:
        whole.writestr("README.TXT", "Courrier de la démonstration de Liaison : tout est inventé.")
        whole.writestr("INDEX.HTM", "<!DOCTYPE html><title>IHE_XDM</title><p>Voir SUBSET01.")
        documents = "".join(OF_ONE.substitute(one) for one in told)
        subset = "IHE_XDM/SUBSET01"
        whole.writestr(f"{subset}/METADATA.XML", METADATA.substitute(documents=documents))
        for one in told:
            whole.writestr(f"{subset}/{one['name']}", DOCUMENT.substitute(one))
    return Attachment("IHE_XDM.zip", "application/zip", made.getvalue())


def traits(patient: NewPatient) -> dict[str, str]:
    return {
        "ins": patient.matricule + patient.key,
        "oid": OIDS[patient.nature],
        "family": patient.birth_name,
        "given": first_name(patient),
        "born": f"{patient.birth_date:%Y%m%d}",
        "sex": patient.sex,
    }


def first_name(patient: NewPatient) -> str:
    return patient.birth_first_names.split()[0]
