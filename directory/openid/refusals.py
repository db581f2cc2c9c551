"""Why somebody who was sent to be identified does not come in."""

from chat.errors import Refusal


class Cancelled(Refusal):
    code = "identification_cancelled"
    status = 403

    def __init__(self, name: str) -> None:
        self.message = (
            f"Vous n’avez pas terminé l’identification avec {name}. Vous pouvez recommencer."
        )


class NotProven(Refusal):
    """The cause goes to the log: whoever forges something learns nothing."""

    code = "not_proven"
    status = 403

    def __init__(self, name: str) -> None:
        self.message = (
            f"L’identification avec {name} n’a pas abouti. Recommencez\u00a0; si cela se reproduit,"
            " prévenez le support."
        )


class TooLate(Refusal):
    """No departure is known to this browser: too long ago, used already, or begun elsewhere."""

    code = "departed_too_long_ago"
    message = "Cette identification a expiré ou a déjà servi. Recommencez."
    status = 403


class ProviderAway(Refusal):
    code = "provider_away"
    status = 503

    def __init__(self, name: str) -> None:
        self.message = f"{name} ne répond pas. Réessayez dans un instant."


class NotListed(Refusal):
    code = "not_listed"
    status = 403

    def __init__(self, name: str) -> None:
        self.message = (
            f"{name} vous a bien identifié, mais vous n’êtes pas dans l’annuaire de ce service."
            " Demandez à votre structure ou au support de vous y inscrire."
        )
