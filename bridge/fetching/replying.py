"""Where a correspondent asks to be answered, if it is not where they write from (Reply-To)."""

from bridge.addresses import PATIENTS, Address, domain_of, is_address, is_patient, same
from bridge.finding import is_secure
from bridge.received import ReceivedMail


def answered_at(mail: ReceivedMail, *, own: str) -> str:
    """Empty: where they write from, or nothing that may be offered. Whoever writes may say any
    address there: one alone, of the secure mail. It is a choice for who answers, and no more."""
    said = {one.address.lower() for one in mail.reply_to}
    if len(said) != 1 or mail.sender is None or is_patient(mail.sender.address):
        return ""
    [address] = said
    return address if is_elsewhere(address, mail.sender, own) and may_be_offered(address) else ""


def is_elsewhere(address: str, sender: Address, own: str) -> bool:
    return not same(address, sender.address) and not same(address, own)


def may_be_offered(address: str) -> bool:
    domain = domain_of(address)
    return is_address(address) and domain != PATIENTS and is_secure(domain)
