"""Why a courrier cannot be sent, taken back or sent again."""

from chat.errors import Refusal


class NotAnAddress(Refusal):
    """Said by its place: an address may hold a patient's number."""

    code = "not_an_address"
    status = 422

    def __init__(self, place: int) -> None:
        which = "1re" if place == 1 else f"{place}e"
        self.message = (
            f"La {which} adresse de ce courrier n’est pas une adresse de messagerie"
            "\u00a0: corrigez-la ou retirez-la."
        )


class TooManyAddressees(Refusal):
    code = "too_many_addressees"
    message = "Un courrier part à 100 adresses au plus\u00a0: retirez-en."
    status = 422


class OnlyOneself(Refusal):
    code = "only_oneself"
    message = "Ce courrier n’a d’autre destinataire que la boîte d’où il part."
    status = 422


class EmptyLetter(Refusal):
    code = "empty_letter"
    message = "Ce courrier est vide\u00a0: écrivez un texte ou joignez un fichier."
    status = 422


class TextTooLong(Refusal):
    code = "text_too_long"
    status = 422

    def __init__(self, length: int, most: int) -> None:
        self.message = (
            f"Le texte de ce courrier compte {in_words(length)} caractères, pour"
            f" {in_words(most)} au plus\u00a0: raccourcissez-le, ou joignez-le en fichier."
        )


class TooLarge(Refusal):
    code = "too_large"
    status = 422

    def __init__(self, excess: int, most: int, advice: str) -> None:
        self.message = (
            f"Ce courrier dépasse de {megabytes(excess)} les {megabytes(most)} permis, une fois"
            f" ses fichiers encodés pour le courriel (+\u00a037\u00a0%). {advice}"
        )


class AnotherBox(Refusal):
    code = "another_box"
    message = (
        "Cet échange appartient à une autre de vos boîtes\u00a0: répondez depuis celle-ci, ou"
        " commencez un nouveau courrier."
    )
    status = 409


class NoSuchLetter(Refusal):
    code = "no_such_letter"
    message = "Le courrier auquel vous répondez ou que vous remplacez n’est pas dans cet échange."
    status = 422


class HasLeft(Refusal):
    code = "has_left"
    message = (
        "Ce courrier est déjà parti\u00a0: il ne peut plus être annulé. Vous pouvez en envoyer un"
        " qui l’annule et le remplace."
    )
    status = 409


class NotFailed(Refusal):
    code = "not_failed"
    message = "On ne renvoie un courrier qu’à qui il n’a pas été distribué, ou peut-être pas."
    status = 409


class BoxGivenUp(Refusal):
    code = "box_given_up"
    message = "La boîte de ce courrier a été retirée\u00a0: plus rien ne part de là."
    status = 409


def megabytes(size: int) -> str:
    """As French people count them; what is too much is never shown as nothing."""
    tenths = max(1, -(-size // 100_000))
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}\u00a0Mo" if rest else f"{whole}\u00a0Mo"


def in_words(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
