/** A form's answers as the settings of a mailbox. Pure. */
import type { BoxSettings, BoxView } from "../../protocol";

export type Server = "imap" | "smtp";
export const PORTS: Record<Server, Record<"starttls" | "tls", number>> = { imap: { starttls: 143, tls: 993 }, smtp: { starttls: 587, tls: 465 } };

/** With what the form begins: the box as it is, or the usual. */
export function begun(box: BoxView | null): BoxSettings {
  if (box) return { address: box.address, name: box.name, imap: box.imap, smtp: box.smtp, sign_in: box.sign_in, user: box.user, password: null };
  const server = (which: Server) => ({ host: "", port: PORTS[which].starttls, security: "starttls" as const });
  return { address: "", name: "", imap: server("imap"), smtp: server("smtp"), sign_in: "password", user: "", password: null };
}

/** The port follows how the line is secured, as long as it is one of the usual two. */
export function secured(which: Server, before: BoxSettings["imap"], security: "starttls" | "tls"): BoxSettings["imap"] {
  const usual = Object.values(PORTS[which]).includes(before.port);
  return { ...before, security, port: usual ? PORTS[which][security] : before.port };
}

/** The user's name is the address, until somebody says otherwise. */
export function withAddress(before: BoxSettings, address: string): BoxSettings {
  return { ...before, address, user: before.user === before.address ? address : before.user };
}
