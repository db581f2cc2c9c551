"""Why nobody may write to a patient, so, or at all."""

from chat.errors import Refusal


class PatientNotQualified(Refusal):
    code = "patient_not_qualified"
    message = (
        "L’identité de ce patient n’est pas qualifiée\u00a0: seule une identité qualifiée (INSi),"
        " celle d’une conversation où vous êtes, permet d’écrire au patient."
    )
    status = 422


class SeveralPatients(Refusal):
    code = "several_patients"
    message = (
        "Un courrier ne va qu’à un patient\u00a0: chacun verrait l’adresse de l’autre, qui est son"
        " matricule INS. Écrivez à chacun le sien."
    )
    status = 422


class SeveralPatientsPassedOn(Refusal):
    code = "several_patients_passed_on"
    message = (
        "Ces archives (IHE_XDM.zip) concernent plusieurs patients, ou rien ne dit que c’est le"
        " même\u00a0: un courrier n’en transmet que d’un patient. Envoyez-les séparément."
    )
    status = 409


class PatientOpposed(Refusal):
    code = "patient_opposed"
    message = (
        "Ce patient s’oppose à recevoir des courriers dans Mon espace santé\u00a0: aucun ne peut"
        " lui être envoyé."
    )
    status = 409


class OtherPatient(Refusal):
    code = "other_patient"
    message = (
        "Ce que vous transmettez concerne un autre patient que celui à qui vous écrivez, ou rien ne"
        " dit que c’est le même\u00a0: rien n’est envoyé."
    )
    status = 409
