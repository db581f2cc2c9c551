"""What failed with a mailbox, and what to do, as somebody who knows no protocol reads it."""

import re

from bridge.providers.contract import Step

READING, SENDING = "serveur de réception (IMAP)", "serveur d’envoi (SMTP)"
# By step, what is looked for in the reason, the first first; the last of each says it of any.
REACHED = (
    (
        "not allowed here",
        "Un serveur de cette boîte n’est plus autorisé ici\u00a0: son mot de passe n’y part plus."
        " Demandez à votre exploitant de l’autoriser de nouveau, ou changez de serveur.",
    ),
    (
        "name or service|nodename|no address|temporary failure in name",
        "Le {server} est introuvable\u00a0: vérifiez l’orthographe de son nom.",
    ),
    (
        "refused",
        "Le {server} ne répond pas à ce port\u00a0: vérifiez le numéro du port.",
    ),
    (
        "time[d ]*out|unreachable|no route",
        "Le {server} ne répond pas. Vérifiez son nom, son port et le choix entre TLS et"
        " STARTTLS\u00a0; si rien n’a changé, il est peut-être en panne\u00a0: réessayez plus"
        " tard.",
    ),
    (
        "",
        "La liaison avec le {server} ne s’établit pas. Vérifiez son nom, son port et le choix entre"
        " TLS et STARTTLS\u00a0; sinon, réessayez plus tard.",
    ),
)
SECURED = (
    (
        "^ours:",
        "Ce service n’a pas de quoi vérifier le {server}\u00a0: l’autorité, le certificat ou la"
        " liste de révocation n’est pas lisible. Prévenez votre exploitant.",
    ),
    (
        "certificate (has expired|is not yet valid)",
        "Le certificat du {server} n’est pas en cours de validité. Rien ne lui est"
        " confié\u00a0: prévenez l’opérateur de votre messagerie.",
    ),
    (
        "revoked",
        "Le certificat du {server} a été révoqué. Rien ne lui est confié\u00a0: prévenez"
        " l’opérateur de votre messagerie et votre exploitant.",
    ),
    (
        "mismatch",
        "Le certificat du {server} est celui d’un autre nom. Vérifiez le nom du serveur, à la"
        " lettre près.",
    ),
    (
        "crl",
        "La liste des certificats révoqués manque ou n’est plus à jour\u00a0: prévenez votre"
        " exploitant.",
    ),
    (
        "self.signed|issuer|signature|verify",
        "Le certificat du {server} n’est signé par aucune autorité reconnue ici. Vérifiez le nom du"
        " serveur\u00a0; s’il est juste, prévenez votre exploitant.",
    ),
    (
        "certificate_required|handshake_failure|bad_certificate|unknown_ca",
        "Le {server} demande que ce service montre un certificat, et n’accepte pas le sien ou n’en"
        " reçoit pas\u00a0: prévenez votre exploitant.",
    ),
    (
        "starttls|wrong_version|unexpected|record",
        "Le {server} ne chiffre pas la liaison de cette façon à ce port\u00a0: essayez l’autre"
        " choix entre TLS et STARTTLS. Sans chiffrement, rien n’est envoyé.",
    ),
    (
        "",
        "La liaison avec le {server} n’a pas pu être chiffrée. Vérifiez le port et le choix entre"
        " TLS et STARTTLS\u00a0; sinon, prévenez votre exploitant.",
    ),
)
SIGNED_IN = (
    (
        "no session",
        "Reconnectez-vous avec Pro Santé Connect pour relever cette boîte. Rien n’est perdu\u00a0:"
        " ses courriers attendent sur son serveur.",
    ),
    (
        "another key",
        "Le mot de passe gardé ici ne peut plus être lu\u00a0: donnez-le à nouveau.",
    ),
    (
        "disconnected|time[d ]*out|unavailable|temporar|try again|4\\.\\d\\.\\d",
        "Le {server} n’a pas voulu ouvrir la boîte pour le moment\u00a0: réessayez plus tard.",
    ),
    (
        "",
        "Le {server} refuse l’identifiant ou le mot de passe. Donnez-les à nouveau\u00a0; s’ils"
        " sont justes, l’opérateur de votre messagerie doit ouvrir cet accès à la boîte.",
    ),
)
READ = (
    (
        "",
        "La boîte s’ouvre, mais son dossier de réception ne peut pas être lu. Réessayez\u00a0; si"
        " cela se reproduit, prévenez l’opérateur de votre messagerie.",
    ),
)
SEND_AS = (
    (
        "",
        "Le {server} n’accepte pas d’envoi au nom de cette adresse. Vérifiez l’adresse et"
        " l’identifiant\u00a0: ils doivent être ceux de la même boîte.",
    ),
)
SENTENCES = {
    Step.REACH: (READING, REACHED),
    Step.SECURE: (READING, SECURED),
    Step.SIGN_IN: (READING, SIGNED_IN),
    Step.READ: (READING, READ),
    Step.SEND_REACH: (SENDING, REACHED),
    Step.SEND_SECURE: (SENDING, SECURED),
    Step.SEND_SIGN_IN: (SENDING, SIGNED_IN),
    Step.SEND_AS: (SENDING, SEND_AS),
}


def sentence_of(step: Step, reason: str) -> str:
    server, known = SENTENCES[step]
    said = next(text for words, text in known if re.search(words, reason, re.IGNORECASE))
    return said.format(server=server)
