"""A device that holds a passkey, and says what one wants it to say, the truth or not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

Flag = AuthenticatorData.FLAG
TOUCHED, VERIFIED, WITH_CREDENTIAL = Flag.UP, Flag.UV, Flag.AT


@dataclass
class Device:
    """origin, site, flags: what it claims; uses: how often it says it was used."""

    origin: str = "http://127.0.0.1"
    site: str = "127.0.0.1"
    flags: Flag = TOUCHED | VERIFIED
    uses: int = 1
    id: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def makes(self, wanted: Mapping[str, Any]) -> dict[str, str]:
        public = ES256.from_cryptography_key(  # type: ignore[no-untyped-call]
            self.key.public_key()
        )
        known = AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public)
        data = self._data(self.flags | WITH_CREDENTIAL, known)
        made = AttestationObject.create("none", data, {})
        return {
            "by": "passkey",
            "name": "iPhone",
            "id": websafe_encode(self.id),
            "client_data": websafe_encode(self._client("webauthn.create", wanted["challenge"])),
            "attestation": websafe_encode(bytes(made)),
        }

    def answers(self, asked: Mapping[str, Any]) -> dict[str, str]:
        self.uses += 1
        client = self._client("webauthn.get", asked["challenge"])
        data = self._data(self.flags)
        signed = self.key.sign(bytes(data) + sha256(client).digest(), ec.ECDSA(SHA256()))
        return {
            "by": "passkey",
            "id": websafe_encode(self.id),
            "client_data": websafe_encode(client),
            "authenticator_data": websafe_encode(bytes(data)),
            "signature": websafe_encode(signed),
        }

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: Flag, known: AttestedCredentialData | None = None) -> AuthenticatorData:
        site = sha256(self.site.encode()).digest()
        data: AuthenticatorData = AuthenticatorData.create(site, flags, self.uses, known or b"")
        return data
