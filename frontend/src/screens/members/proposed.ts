/** Whom somebody who left has proposed in their place: ticked when the sheet opens. */
import { signal } from "@preact/signals";
import type { Person } from "../../protocol";
import { go } from "../../store/route";

export const proposed = signal<Person | null>(null);

export function propose(person: Person): void {
  proposed.value = person;
  go({ sheet: "add", seq: null });
}
