"""Why a letter did not arrive, first in words: by the code of the other server (RFC 3463)."""

import re

CODE = re.compile(r"(?<![\d.])[45]\.(\d{1,3}\.\d{1,3})(?!\.?\d)")
WORDS = {
    "1.1": "Adresse inconnue",
    "1.2": "Domaine inconnu",
    "1.6": "Boîte déplacée",
    "1.10": "Domaine sans messagerie",
    "2.1": "Boîte désactivée",
    "2.2": "Boîte pleine",
    "2.3": "Courrier trop volumineux pour cette boîte",
    "3.4": "Courrier trop volumineux",
    "4.1": "Serveur du destinataire injoignable",
    "4.4": "Serveur du destinataire introuvable",
    "4.7": "Délai dépassé",
    "7.1": "Refusé par le serveur du destinataire",
}


def in_words(reason: str, status: str = "") -> str:
    """Then as the other server put it: whoever is called for help will want that."""
    code = CODE.search(status) or CODE.search(reason)
    words = WORDS.get(code[1]) if code else None
    return f"{words} ({reason})" if words and reason else words or reason
