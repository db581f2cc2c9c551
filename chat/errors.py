"""A rule said no: what programs and people are told."""


class Refusal(Exception):
    """A rule said no. The code is for programs, the message for people, the status for HTTP."""

    code = "refused"
    message = "Action impossible."
    status = 400


class NotFound(Refusal):
    """Absent, or not yours: nobody can tell which."""

    code = "not_found"
    message = "Introuvable, ou vous n’y avez pas accès."
    status = 404


class Unavailable(Refusal):
    """The database did not answer in time. The same request may be sent again, without harm."""

    code = "unavailable"
    message = "Le service ne répond pas. Rien n’est perdu\u00a0: réessayez dans un instant."
    status = 503
