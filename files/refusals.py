"""Why a file is not taken, in the words of the person who chose it."""

from django.conf import settings

from chat.errors import Refusal
from files.kinds import Unacceptable

IMAGING = "Liaison ne transmet pas l’imagerie. Utilisez l’outil régional d’échange d’images"
SAID = {
    "file_too_large": "Ce fichier dépasse 10\u00a0Mo.",
    "file_empty": "Ce fichier est vide.",
    "size_differs": "Le fichier reçu n’a pas la taille annoncée. Joignez-le de nouveau.",
    "archive": "Les archives (zip, 7z, rar) ne sont pas acceptées. Joignez les fichiers un par un.",
    "unverifiable": "Contenu non vérifiable\u00a0: ce fichier est chiffré ou abîmé.",
    "bomb": "Ce fichier, une fois ouvert, serait démesuré. Il n’est pas accepté.",
    "video": "Les vidéos ne sont pas acceptées.",
    "executable": "Les programmes ne sont pas acceptés.",
    "active": "Les fichiers HTML, SVG et XML ne sont pas acceptés. Joignez un PDF ou une image.",
    "macros": "Les documents à macros ou à objets incorporés ne sont pas acceptés."
    " Enregistrez celui-ci en PDF.",
    "old_office": "Les anciens formats de bureautique (doc, xls, ppt) ne sont pas acceptés."
    " Enregistrez ce document en docx, xlsx, pptx ou PDF.",
    "too_many_pages": "Ce document TIFF a plus de 10\u00a0pages. Joignez plutôt un PDF.",
    "unknown_type": "Ce type de fichier n’est pas accepté. Joignez un PDF, une image, un texte"
    " ou un document de bureautique sans macros.",
}


class FileRefused(Refusal):
    """The file itself is not taken: choosing the same one again changes nothing."""

    status = 422

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = imaging() if code == "imaging" else SAID[code]

    @classmethod
    def because(cls, no: Unacceptable) -> "FileRefused":
        return cls(no.code)


class TooMuchToday(Refusal):
    code = "too_much_today"
    message = "Vous avez joint beaucoup de fichiers depuis hier\u00a0: réessayez plus tard."
    status = 429


class PartsMissing(Refusal):
    code = "parts_missing"
    message = "Ce fichier n’est pas arrivé en entier. L’envoi reprend."
    status = 409


class UploadNameReused(Refusal):
    code = "id_reused"
    message = "Un autre fichier porte déjà cet identifiant. Le vôtre n’a pas été envoyé."
    status = 409


class UploadOver(Refusal):
    code = "upload_over"
    message = "L’envoi de ce fichier est terminé ou annulé."
    status = 409


def imaging() -> str:
    where = settings.IMAGING_URL
    return f"{IMAGING}\u00a0: {where}" if where else f"{IMAGING}."
