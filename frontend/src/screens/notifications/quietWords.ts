/** « De 20 h à 7 h 30, samedi et dimanche » Pure. */
import { telling } from "../../fr.telling";
import type { NoticePreferences } from "../../protocol";

export function quietWords({ starts, ends, weekends }: NoticePreferences["quiet"]): string {
  return telling.quiet.between(spoken(starts), spoken(ends)) + (weekends ? telling.quiet.andWeekends : "");
}

/** « 7 h 30 », « 20 h » */
function spoken(hour: string): string {
  const [hours = 0, minutes = 0] = hour.split(":").map(Number);
  return `${hours}\u00a0h${minutes ? `\u00a0${String(minutes).padStart(2, "0")}` : ""}`;
}
