import { expect, test } from "vitest";
import type { Addressee, Entry, Letter } from "../protocol";
import { at, body } from "./cast.testing";
import { answering, parted, replacing } from "./letterBeginnings";

const ME = "camille@cabinet.mssante.fr";

function addressee(address: string, name = ""): Addressee {
  return { address, name, person: null, patient: address.endsWith("@patient.mssante.fr") };
}

function letter(sender: string, to: string[], cc: string[] = [], given: Partial<Letter> = {}): Letter {
  const recipients = [...to, ...cc].map((address, nth) => ({
    ...addressee(address),
    position: nth + 1,
    copy_only: nth >= to.length,
    state: "sent" as const,
    at: null,
    reason: "",
  }));
  const { message, ...rest } = body({ text: "Bonjour" });
  return {
    type: "letter_exchanged",
    ...rest,
    message,
    outgoing: sender === ME,
    answers: null,
    replaces: null,
    subject: "Suivi",
    sender: addressee(sender),
    reply_to: null,
    recipients,
    written_at: null,
    quoted: "",
    html: false,
    receipt_wanted: false,
    receipt_asked: false,
    receipt_given_at: null,
    automatic: false,
    by_patient: false,
    closes: false,
    unreadable: null,
    shortened: false,
    original: true,
    xdm: null,
    origin: null,
    ...given,
  };
}

function entry(what: Letter): Entry {
  return { seq: 4, at: at(4), composed_at: null, party: null, hand: null, counts: true, what };
}

function addresses(people: { addressee: Addressee }[] | undefined): string[] {
  return (people ?? []).map(({ addressee: { address } }) => address);
}

test("answering goes to who wrote; answering all, to the others too, and never to my own box", () => {
  const came = letter("delmas@chu.mssante.fr", [ME.toUpperCase(), "labo@chu.mssante.fr"], ["pharmacie@pont.mssante.fr"]);
  const one = answering("room", entry(came), came, "one", [ME]);
  expect([addresses(one.to), addresses(one.cc)]).toEqual([["delmas@chu.mssante.fr"], []]);
  expect(one).toMatchObject({ conversation: "room", answers: 4, subject: "Re: Suivi" });
  const all = answering("room", entry(came), came, "all", [ME]);
  expect([addresses(all.to), addresses(all.cc)]).toEqual([
    ["delmas@chu.mssante.fr", "labo@chu.mssante.fr"],
    ["pharmacie@pont.mssante.fr"],
  ]);
});

test("answering goes to where its writer asks to be answered only if one chooses that", () => {
  const came = letter("delmas@chu.mssante.fr", [ME], [], { reply_to: "secretariat@chu.mssante.fr" });
  expect(addresses(answering("room", entry(came), came, "one", [ME]).to)).toEqual(["delmas@chu.mssante.fr"]);
  expect(addresses(answering("room", entry(came), came, "all", [ME]).to)).toEqual(["delmas@chu.mssante.fr"]);
  expect(addresses(answering("room", entry(came), came, "elsewhere", [ME]).to)).toEqual(["secretariat@chu.mssante.fr"]);
});

test("answering one's own goes on to those it went to", () => {
  const mine = letter(ME, ["delmas@chu.mssante.fr"], [], { subject: "RE: Suivi" });
  const answer = answering("room", entry(mine), mine, "one", [ME]);
  expect(addresses(answer.to)).toEqual(["delmas@chu.mssante.fr"]);
  expect(answer.subject).toBe("RE: Suivi");
});

test("what was taken back is one's own words again, apart from what they pass on, which is nobody's to change", () => {
  const said = "Pour avis.\n\nTransmis depuis une conversation du 23/11/2026\n\nDr Delmas, le 23/11/2026\u00a0:\n5 mg";
  expect(parted(said, true)).toEqual({ text: "Pour avis.", forwarded: said.slice("Pour avis.\n\n".length) });
  expect(parted(said, false)).toEqual({ text: said, forwarded: "" });
  expect(parted("Pour avis.", true)).toEqual({ text: "Pour avis.", forwarded: "" });
});

test("what replaces another goes to the same people, with its words to correct", () => {
  const mine = letter(ME, ["delmas@chu.mssante.fr"], ["labo@chu.mssante.fr"]);
  const again = replacing("room", entry(mine), mine);
  expect([addresses(again.to), addresses(again.cc)]).toEqual([["delmas@chu.mssante.fr"], ["labo@chu.mssante.fr"]]);
  expect(again).toMatchObject({ replaces: 4, text: "Bonjour", subject: "Suivi" });
});
