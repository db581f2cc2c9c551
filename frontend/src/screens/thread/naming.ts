/** @ in what one writes: the list of participants, by the keys. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Person } from "../../protocol";
import { draftOf, putAlong, write } from "../../store/drafts";
import { askedAt, thoseNamed, withMention } from "./mentioning";

type Field = { current: HTMLTextAreaElement | null };

export type Naming = {
  found: Person[];
  current: Person | undefined;
  look: () => void;
  leave: () => void;
  begin: () => void;
  choose: (person: Person) => void;
  /** Was the key for the list? */
  press: (event: KeyboardEvent) => boolean;
};

export function useNaming(conversation: string, field: Field, people: Person[]): Naming {
  const asked = useSignal<{ from: number; letters: string } | null>(null);
  const at = useSignal(0);
  const caret = useRef<number | null>(null);
  const found = asked.value ? thoseNamed(asked.value.letters, people) : [];
  const current = found[Math.min(at.value, found.length - 1)];

  // The caret can only be put once the text is there.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
    look();
  });

  const look = () => {
    const { value, selectionStart, selectionEnd } = field.current ?? { value: "", selectionStart: 0, selectionEnd: 1 };
    const before = asked.peek();
    const next = selectionStart === selectionEnd ? askedAt(value, selectionStart) : null;
    if (next?.from === before?.from && next?.letters === before?.letters) return;
    asked.value = next;
    at.value = 0;
  };
  const put = (text: string, to: number) => {
    caret.current = to;
    field.current?.focus();
    write(conversation, text);
  };
  const choose = (person: Person) => {
    if (!asked.value) return;
    const { text, caret: to } = withMention(draftOf(conversation).text, asked.value, person);
    asked.value = null;
    put(text, to);
    putAlong(conversation, { mentions: [...new Set([...draftOf(conversation).along.mentions, person.id])] });
  };
  const begin = () => {
    const { text } = draftOf(conversation);
    const from = field.current?.selectionStart ?? text.length;
    const before = text.slice(0, from);
    const sign = before === "" || /\s$/.test(before) ? "@" : " @";
    put(before + sign + text.slice(from), from + sign.length);
  };
  const press = (event: KeyboardEvent) => {
    if (!current || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) at.value = (found.indexOf(current) + step + found.length) % found.length;
    else if (event.key === "Enter" || event.key === "Tab") choose(current);
    else if (event.key === "Escape") asked.value = null;
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { found, current, look, leave: () => (asked.value = null), begin, choose, press };
}
