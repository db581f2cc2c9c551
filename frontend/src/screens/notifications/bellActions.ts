/** A conversation's bell, as a menu offers it. */
import { AtSign, Bell, BellOff, Clock, type LucideIcon, Sunrise } from "lucide-preact";
import { notices } from "../../fr.notices";
import type { Row } from "../../protocol";
import { setLevel, wantedOf } from "../../store/notifying";
import type { Action } from "../../ui/Menu/Menu";
import { now } from "../clock";
import { say, sayIfRefused } from "../notices";
import { type Choice, choices } from "./bell";

export const ICONS: Record<Choice["name"], LucideIcon> = { all: Bell, mentions: AtSign, none: BellOff, hour: Clock, tomorrow: Sunrise };

export function bellActions(row: Row): Action[] {
  const { level, until } = wantedOf(row, now.value);
  return choices(now.value).map((choice) => ({
    icon: ICONS[choice.name],
    label: notices.bell[choice.name],
    checked: choice.name === level && until === null,
    act: () => void choose(row.id, choice),
  }));
}

export async function choose(conversation: string, { level, until }: Pick<Choice, "level" | "until">): Promise<void> {
  if (await sayIfRefused(setLevel(conversation, level, until))) say(notices.bell.said[level]);
}
