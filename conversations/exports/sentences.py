"""What a line of the timeline says that nobody wrote, in French: as on the screen (fr.ts)."""

from collections.abc import Callable
from typing import assert_never
from uuid import UUID

from conversations import shapes
from conversations.patient_shapes import PatientView
from conversations.shapes import CareLink, Happening, History, LeaveReason, MaskReason

Named = Callable[[UUID], str]

LEAVE_REASONS = {
    LeaveReason.END_OF_CARE: "fin de prise en charge",
    LeaveReason.REPLACED: "remplacé",
    LeaveReason.MISTAKE: "ajouté par erreur",
}
MASK_REASONS = {
    MaskReason.WRONG_RECIPIENT: "mauvais destinataire",
    MaskReason.WRONG_PATIENT: "mauvais patient",
}
LETTER_STATES = {
    "waiting": "en attente",
    "sent": "envoyé",
    "unknown": "envoi incertain",
    "delayed": "retardé",
    "delivered": "remis",
    "opened": "ouvert",
    "failed": "non distribué",
    "cancelled": "envoi annulé",
}
BORN = {"F": "née le", "M": "né le", "I": "né(e) le"}
CARE = {
    None: "",
    CareLink.TEAM: " Membre de l’équipe de soins.",
    CareLink.CONSENT: " Avec le consentement du patient.",
}


def sentence(what: Happening, named: Named) -> str:  # noqa: C901, PLR0911, PLR0912 — one a kind
    """After the name of whoever did it."""
    match what:
        case shapes.ConversationOpened():
            return "a ouvert la conversation"
        case shapes.MessagePosted():
            return "a écrit un message"
        case shapes.MessageCorrected(about=about):
            return f"a corrigé le message n°\u00a0{about} avant que quiconque l’ait vu"
        case shapes.MessageCancelled(about=about, reason=reason):
            return f"a déclaré erroné le message n°\u00a0{about}{after_colon(reason)}"
        case shapes.MessageMasked(about=about, reason=reason):
            return f"a masqué le message n°\u00a0{about} ({MASK_REASONS[reason]})"
        case shapes.MessageReported(about=about):
            reported = f"Le message n°\u00a0{about} a été signalé comme erroné"
            return f"{reported}\u00a0; son auteur n’a pas répondu"
        case shapes.CorrectionReminded(about=about, parties=parties):
            names = ", ".join(named(party) for party in parties)
            return f"a relancé {names}\u00a0: seul l’original du message n°\u00a0{about} a été vu"
        case shapes.MessageUnsealed(about=about):
            return f"a ouvert le message masqué n°\u00a0{about}, à deux et avec un motif"
        case shapes.MessageTaken(about=about):
            return f"a pris en compte le message n°\u00a0{about}"
        case shapes.TakingUndone(about=about):
            return f"a annulé sa prise en compte du message n°\u00a0{about}"
        case shapes.MemberAdded(member=member, history=history, care=care):
            return f"a ajouté {named(member.id)}. {sees(history)}{CARE[care]}"
        case shapes.HistoryWidened(member=member, history=history):
            return f"a étendu l’historique de {named(member)}. {sees(history)}"
        case shapes.AdditionUndone(member=member):
            return f"a annulé l’ajout de {named(member.id)}, qui n’a rien consulté"
        case shapes.MemberInvited(member=member):
            return f"a invité {named(member)} à revenir"
        case shapes.InvitationDeclined():
            return "a décliné l’invitation"
        case shapes.MemberLeft():
            return f"s’est retiré{why_left(what, named)} de la conversation"
        case shapes.AccessSuspended(member=member):
            return f"Accès suspendu\u00a0: {named(member)}"
        case shapes.AccessRestored(member=member):
            return f"Accès rétabli\u00a0: {named(member.id)}"
        case shapes.RequestVacated(about=about, member=member):
            request = f"La demande urgente du message n°\u00a0{about} est sans destinataire"
            return f"{request}\u00a0: {named(member)} ne peut plus y répondre"
        case shapes.RequestUnanswered(about=about, parties=parties, absent=absent):
            names = ", ".join(named(party) for party in parties)
            why = "absence de" if absent else "aucune réponse de"
            return (
                f"La demande du message n°\u00a0{about} est restée sans suite\u00a0: {why} {names}"
            )
        case shapes.SubjectChanged(subject=subject):
            return f"a changé l’objet\u00a0: {subject or 'sans objet'}"
        case shapes.ConversationClosed(conclusion=conclusion):
            return f"a clos la conversation{after_colon(conclusion)}"
        case shapes.ConversationReopened():
            return "a rouvert la conversation"
        case shapes.ConversationExported(messages=messages):
            return f"a exporté {counted(messages, 'message')} pour le dossier"
        case shapes.PatientSet(patient=patient, changed=changed):
            how = "changé le patient ou son identité" if changed else "indiqué le patient"
            return f"a {how}\u00a0: {patient_in_words(patient)}"
        case shapes.OppositionChanged(recorded=recorded):
            return f"a {'enregistré' if recorded else 'levé'} l’opposition du patient"
        case shapes.LetterExchanged(outgoing=outgoing):
            return "a envoyé un courrier" if outgoing else "a écrit un courrier"
        case shapes.LetterStateChanged(about=about, state=state):
            return f"Courrier n°\u00a0{about}\u00a0: {LETTER_STATES[state]}"
        case shapes.ReceiptGiven(about=about):
            return f"a envoyé l’accusé d’ouverture du courrier n°\u00a0{about}"
        case shapes.LetterMoved(to_conversation=to):
            where = "à un autre" if to else "un autre courrier à celui-ci"
            return f"a rattaché ce courrier {where}" if to else f"a rattaché {where}"
        case shapes.MailOppositionChanged(recorded=recorded):
            how = "enregistré" if recorded else "levé"
            return f"a {how} l’opposition du patient à recevoir des courriers"
        case shapes.MessagesForwarded():
            return f"a transmis {forwarded(what)}"
        case shapes.ForwardTakenBack(about=about):
            return (
                f"a annulé avant l’envoi ce qui est dit au n°\u00a0{about}\u00a0: rien n’est parti"
            )
        case _:
            assert_never(what)


def forwarded(what: shapes.MessagesForwarded) -> str:
    """How much was passed on, and to how many."""
    files = f"{what.files}\u00a0{'pièce jointe' if what.files < 2 else 'pièces jointes'}"
    parts = [counted(what.messages, "message")] if what.messages else []
    parts += [files] if what.files else []
    to = counted(what.recipients, "destinataire")
    return f"{' et '.join(parts)} par courrier à {'sa propre boîte' if what.own else to}"


def patient_in_words(patient: PatientView) -> str:
    born = BORN[patient.sex]
    name = f"{patient.birth_name} {patient.first_name}"
    return f"{name}, {born}\u00a0{patient.birth_date:%d/%m/%Y}"


def sees(history: History) -> str:
    amount = counted(history.messages, "message")
    if history.files:
        amount += (
            f", {history.files}\u00a0{'pièce jointe' if history.files < 2 else 'pièces jointes'}"
        )
    if history.from_seq == 1:
        return f"Voit tout\u00a0: {amount}."
    return f"Voit une partie de l’historique\u00a0: {amount}." if history.messages else SEES_NOTHING


SEES_NOTHING = "Ne voit rien de ce qui précède."


def why_left(what: shapes.MemberLeft, named: Named) -> str:
    if what.replaced_by:
        return f" (remplacé par {named(what.replaced_by.id)})"
    return f" ({LEAVE_REASONS[what.reason]})" if what.reason else ""


def after_colon(text: str) -> str:
    return f"\u00a0: {text}" if text else ""


def counted(number: int, one: str) -> str:
    return f"{number}\u00a0{one if number < 2 else one + 's'}"
