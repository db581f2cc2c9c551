/** Passkeys, as browsers have them: what the server asks goes in, what the device answers comes out. */
import type { NewPasskey, PasskeyAsked, PasskeyProof, PasskeyWanted } from "../protocol";

/** Browsers keep them for a name, never for a bare address (as `make run` has). */
export function passkeysWork(): boolean {
  return "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Null: the person changed their mind, or took too long. */
export async function askPasskey(asked: PasskeyAsked): Promise<PasskeyProof | null> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytes(asked.challenge),
    rpId: asked.site,
    allowCredentials: asked.among.map(descriptor),
    userVerification: "required",
  };
  const found = await unlessCancelled(navigator.credentials.get({ publicKey }));
  if (!found) return null;
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    by: "passkey",
    id: text(found.rawId),
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
  };
}

export async function makePasskey(wanted: PasskeyWanted): Promise<NewPasskey | null> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytes(wanted.challenge),
    rp: { id: wanted.site, name: wanted.site_name },
    user: { id: bytes(wanted.person_id), name: wanted.username, displayName: wanted.display_name },
    pubKeyCredParams: wanted.algorithms.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: wanted.not_among.map(descriptor),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
  const made = await unlessCancelled(navigator.credentials.create({ publicKey }));
  if (!made) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    by: "passkey",
    name: deviceName(navigator.userAgent),
    id: text(made.rawId),
    client_data: text(response.clientDataJSON),
    attestation: text(response.attestationObject),
  };
}

/** What people call what they hold. */
export function deviceName(agent: string): string {
  const known = ["iPhone", "iPad", "Android", "Windows", "Mac", "Linux"].find((name) => agent.includes(name));
  if (known === "Android") return "Téléphone Android";
  return known === undefined || /^i/.test(known) ? (known ?? "") : `Ordinateur ${known}`;
}

async function unlessCancelled(asking: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await asking) as PublicKeyCredential | null;
  } catch (no) {
    // Also when the device already holds one of theirs: nothing is said that is not said by it.
    if (no instanceof DOMException) return null;
    throw no;
  }
}

function descriptor(id: string): PublicKeyCredentialDescriptor {
  return { type: "public-key", id: bytes(id) };
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
