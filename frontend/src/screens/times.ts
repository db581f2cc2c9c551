/** When things happened, as a French clinician writes it. The machine's own clock and time zone. */

const DAY = 86_400_000;

const HOUR = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });
const WEEKDAY_SHORT = new Intl.DateTimeFormat("fr-FR", { weekday: "short" });
const DAY_MONTH = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" });
const DAY_MONTH_SHORT = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short" });
const DAY_MONTH_YEAR = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric" });
const NUMBERS = new Intl.DateTimeFormat("fr-FR", { day: "2-digit", month: "2-digit", year: "numeric" });
const LONG = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long" });
const LONG_YEAR = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** « 08:12 » */
export function hour(at: string): string {
  return HOUR.format(new Date(at));
}

/** « 08 h 12 », for what is read aloud. */
export function spokenHour(at: string): string {
  return hour(at).replace(":", "\u00a0h\u00a0");
}

/** The least that tells when: « 08:12 » today, « ven. » this week, « 12 mars », « 12/03/2024 ». */
export function brief(at: string, now: Date): string {
  const then = new Date(at);
  const days = daysBetween(then, now);
  if (days === 0) return HOUR.format(then);
  if (days > 0 && days < 7) return WEEKDAY_SHORT.format(then);
  if (then.getFullYear() === now.getFullYear()) return DAY_MONTH_SHORT.format(then);
  return NUMBERS.format(then);
}

/** « Aujourd’hui, lundi 23 novembre », « Vendredi 20 novembre », « Lundi 4 mars 2024 ». */
export function dayName(at: string, now: Date): string {
  const then = new Date(at);
  const days = daysBetween(then, now);
  const name = (then.getFullYear() === now.getFullYear() ? LONG : LONG_YEAR).format(then);
  if (days === 0) return `Aujourd’hui, ${name}`;
  if (days === 1) return `Hier, ${name}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** As brief as a column asks: « 14:32 », « 20 nov. 14:32 ». */
export function columnTime(at: string, now: Date): string {
  const then = new Date(at);
  return daysBetween(then, now) === 0 ? hour(at) : `${DAY_MONTH_SHORT.format(then)}\u00a0${hour(at)}`;
}

/** « à 14:32 », or with its day when that is not today: « le 20 novembre à 14:32 ». */
export function moment(at: string, now: Date): string {
  const then = new Date(at);
  if (daysBetween(then, now) === 0) return `à\u00a0${hour(at)}`;
  const day = (then.getFullYear() === now.getFullYear() ? DAY_MONTH : DAY_MONTH_YEAR).format(then);
  return `le\u00a0${day} à\u00a0${hour(at)}`;
}

/** « de 14:32 », or « du 20 novembre à 14:32 »: after what was said then. */
export function ofMoment(at: string, now: Date): string {
  const when = moment(at, now);
  return when.startsWith("à") ? `de${when.slice(1)}` : `du${when.slice(2)}`;
}

/** « 2 novembre », « 2 novembre 2024 »: of a day without an hour. */
export function dayMonth(day: string, now = new Date()): string {
  const then = new Date(`${day}T12:00`);
  return (then.getFullYear() === now.getFullYear() ? DAY_MONTH : DAY_MONTH_YEAR).format(then);
}

export function sameDay(one: string, other: string): boolean {
  return daysBetween(new Date(one), new Date(other)) === 0;
}

export function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}

/** Midnights between the two; a day of 23 or 25 hours counts as one. */
function daysBetween(earlier: Date, later: Date): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
