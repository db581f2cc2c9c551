"""A throw-away authority, and what it signs: for servers on this machine, and for one client."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Pair:
    certificate: Path
    key: Path


class Authority:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = named("Liaison tests")
        made = self.unsigned(self.name, self.key.public_key())
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        own = made.add_extension(usage, critical=True).sign(self.key, SHA256())
        self.path = folder / "authority.pem"
        self.path.write_bytes(own.public_bytes(Encoding.PEM))

    def unsigned(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
        )

    def signs(self, name: str) -> Pair:
        """For whoever is at 127.0.0.1."""
        key = ec.generate_private_key(ec.SECP256R1())
        here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        made = self.unsigned(named(name), key.public_key()).add_extension(here, critical=False)
        pair = Pair(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        pair.certificate.write_bytes(made.sign(self.key, SHA256()).public_bytes(Encoding.PEM))
        pair.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return pair

    def revokes(self, *pairs: Pair) -> Path:
        """Its list, with these in it. Made a while ago: by another clock of the same machine, which
        is some milliseconds late, one of this second may be of the next, and not valid yet."""
        now = datetime.now(UTC) - timedelta(minutes=1)
        made = x509.CertificateRevocationListBuilder().issuer_name(self.name).last_update(now)
        made = made.next_update(now + timedelta(days=1))
        for pair in pairs:
            serial = x509.load_pem_x509_certificate(pair.certificate.read_bytes()).serial_number
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now)
            made = made.add_revoked_certificate(entry.build())
        revoked = self.folder / f"revoked-{len(pairs)}.pem"
        revoked.write_bytes(made.sign(self.key, SHA256()).public_bytes(Encoding.PEM))
        return revoked


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
