/** The choices of a conversation's bell, and what each says. Pure. */
import { notices } from "../../fr.notices";
import type { Level } from "../../store/ring";
import { moment } from "../times";

export type Choice = { name: "all" | "mentions" | "none" | "hour" | "tomorrow"; level: Level; until: string | null };

/** At that hour of the next day, it is heard again. */
const MORNING = 8;

export function choices(now: Date): Choice[] {
  const hour = new Date(now.getTime() + 3_600_000);
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
  return [
    { name: "all", level: "all", until: null },
    { name: "mentions", level: "mentions", until: null },
    { name: "none", level: "none", until: null },
    { name: "hour", level: "none", until: hour.toISOString() },
    { name: "tomorrow", level: "none", until: tomorrow.toISOString() },
  ];
}

/** « tous les messages », « aucune jusqu’à 14:32 » */
export function stateWords(level: Level, until: string | null, now: Date): string {
  if (level !== "none" || until === null) return notices.bell.states[level];
  return notices.bell.until(moment(until, now).replace(/^le/, "au"));
}
