"""Who bears the same name: they must be told apart."""

from directory.entitlement import names_of
from directory.models import Professional
from directory.names import fold
from directory.search import lexemes
from directory.search.looking import Looking, Mine


def namesakes_of(one: Professional) -> int:
    """The others of the directory."""
    words = [*fold(one.family_name), *fold(one.given_name)]
    found = [other for other, _ in Looking(one.id, Mine()).look(lexemes.all_of(words))]
    borne = ([*fold(one.family_name), *fold(one.given_name)] for one in names_of(found))
    return sum(name == words for name in borne)
