/** Whether this page makes itself heard of something that came, and how. Pure. */
import type { Entry, MessageBody, Notify, PlaceView } from "../protocol";
import { bodyOf } from "./aftermath";
import { vacatesMine } from "./comings";

export type Level = Notify["level"];
export type Calm = { starts: string; ends: string; weekends: boolean };
/** `hidden`: the page is not in sight. `device`: this browser is told by push, which shows what is not seen. */
export type Situation = {
  weight: Weight;
  level: Level;
  calm: boolean;
  unread: boolean;
  looking: boolean;
  lately: boolean;
  hidden: boolean;
  device: boolean;
};
/** What an entry is to me: any, one that names me, or asks me urgently. */
export type Weight = "any" | "named" | "urgent";
export type Ring = { tone: boolean; notice: boolean };

const NOTHING: Ring = { tone: false, notice: false };

export function weightOf(entry: Entry, me: string): Weight {
  // Nobody answers what I asked.
  if (vacatesMine(entry, me)) return "urgent";
  const body = bodyOf(entry);
  // What counts and corrects, or takes back, tells of something that was seen.
  if (entry.what.type === "message_corrected" || entry.what.type === "message_cancelled") return askedOf(body, me) ?? "named";
  return askedOf(body, me) ?? (body?.mentions.includes(me) ? "named" : "any");
}

function askedOf(body: MessageBody | null, me: string): Weight | null {
  if (!body?.request?.people.some(({ party }) => party === me)) return null;
  return body.request.urgent ? "urgent" : "named";
}

/** What I want to be told of a conversation, now: what was wanted until some moment is over after it. */
export function notifyOf({ notify }: PlaceView, at: Date, otherwise: Level = "all"): Notify {
  const over = notify?.until != null && Date.parse(notify.until) <= at.getTime();
  return notify && !over ? notify : { level: otherwise, until: null };
}

/** The rows of the table of the server (push/deciding.py), as far as a page that is open knows them. */
export function ringFor({ weight, level, calm, unread, looking, lately, hidden, device }: Situation): Ring {
  // Where push tells, it shows and sounds whatever is not seen: it would be told twice.
  if (!unread || looking || device) return NOTHING;
  if (weight === "urgent") return { tone: true, notice: hidden };
  if (calm || level === "none" || (level === "mentions" && weight === "any")) return NOTHING;
  return { tone: !lately, notice: hidden };
}

/** Is it one of the hours in which somebody does not want to be told? By the clock of the service. */
export function isCalm({ starts, ends, weekends }: Calm, at: Date, zone = "Europe/Paris"): boolean {
  const { day, minute } = inZone(at, zone);
  if (weekends && (day === "Sat" || day === "Sun")) return true;
  const [start, end] = [minutesOf(starts), minutesOf(ends)];
  return start <= end ? start <= minute && minute < end : start <= minute || minute < end;
}

function minutesOf(hour: string): number {
  const [hours = 0, minutes = 0] = hour.split(":").map(Number);
  return hours * 60 + minutes;
}

function inZone(at: Date, timeZone: string): { day: string; minute: number } {
  const shape = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = new Map(shape.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: parts.get("weekday") ?? "", minute: minutesOf(`${parts.get("hour")}:${parts.get("minute")}`) };
}
