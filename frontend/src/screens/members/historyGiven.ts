/** What the newcomer is given to see: the choice made, and the numbers that go with each. */
import { signal, type Signal } from "@preact/signals";
import type { HistoryChoices, HistoryGiven } from "../../protocol";
import { historyChoices } from "../../store/members";

export type Give = HistoryGiven["give"];
export type Giving = {
  give: Signal<Give | null>;
  day: Signal<string>; // as the browser's own date field says it
  numbers: Signal<HistoryChoices | null>;
  failed: Signal<boolean>;
};

export function giving(): Giving {
  return { give: signal(null), day: signal(""), numbers: signal(null), failed: signal(false) };
}

/** Where it is about a patient, the whole is proposed; else nothing of what was said before. */
export async function readNumbers(giving: Giving, conversation: string): Promise<void> {
  const asked = giving.day.peek();
  try {
    const numbers = await historyChoices(conversation, midnight(asked));
    if (giving.day.peek() !== asked) return;
    giving.numbers.value = numbers;
    giving.failed.value = false;
    giving.give.value ??= numbers.about_patient ? "all" : "now";
  } catch {
    giving.failed.value = true;
    giving.give.value ??= "now";
  }
}

/** Null: a date is still to be chosen. */
export function given(giving: Giving): HistoryGiven | null {
  const since = midnight(giving.day.value);
  switch (giving.give.value) {
    case "all":
      return { give: "all" };
    case "since":
      return since === null ? null : { give: "since", since };
    default:
      return { give: "now" };
  }
}

/** The beginning of that day, here. */
function midnight(day: string): string | null {
  const [year, month, date] = day.split("-").map(Number);
  return year && year > 1999 && month && date ? new Date(year, month - 1, date).toISOString() : null;
}
