import { expect, test } from "vitest";
import { deviceName } from "./passkeys";

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "iPhone"],
  ["Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile", "Téléphone Android"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0", "Ordinateur Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1", "Ordinateur Mac"],
  ["quelque chose", ""],
])("a passkey bears the name of what holds it", (agent, name) => expect(deviceName(agent)).toBe(name));
