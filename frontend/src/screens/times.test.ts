import { expect, test } from "vitest";
import { brief, columnTime, dayName, hour, moment, ofMoment, sameDay } from "./times";

const NOW = new Date(2026, 10, 23, 15, 0);
const at = (day: number, hours = 8, minutes = 12, month = 10, year = 2026) =>
  new Date(year, month, day, hours, minutes).toISOString();

test("the list says the hour today, the day this week, then the date", () => {
  expect(brief(at(23), NOW)).toBe("08:12");
  expect(brief(at(20), NOW)).toBe("ven.");
  expect(brief(at(12), NOW)).toBe("12 nov.");
  expect(brief(at(4, 8, 12, 2, 2024), NOW)).toBe("04/03/2024");
});

test("a message of 23:59 yesterday is of yesterday at one past midnight", () => {
  expect(brief(at(22, 23, 59), new Date(2026, 10, 23, 0, 1))).toBe("dim.");
  expect(sameDay(at(22, 23, 59), at(23, 0, 0))).toBe(false);
});

test("the day line names today and yesterday, and the year when it is another", () => {
  expect(dayName(at(23), NOW)).toBe("Aujourd’hui, lundi 23 novembre");
  expect(dayName(at(22), NOW)).toBe("Hier, dimanche 22 novembre");
  expect(dayName(at(20), NOW)).toBe("Vendredi 20 novembre");
  expect(dayName(at(4, 8, 12, 2, 2024), NOW)).toBe("Lundi 4 mars 2024");
});

test("the night the clocks change has one midnight only", () => {
  expect(dayName(new Date(2026, 9, 24, 12).toISOString(), new Date(2026, 9, 25, 12))).toMatch(/^Hier, /);
});

test("a moment of another day says its day", () => {
  expect(moment(at(23, 14, 32), NOW)).toBe("à\u00a014:32");
  expect(moment(at(20, 14, 32), NOW)).toBe("le\u00a020 novembre à\u00a014:32");
  expect(columnTime(at(20, 14, 32), NOW)).toBe("20 nov.\u00a014:32");
  expect(hour(at(23))).toBe("08:12");
});

test("what was said then is said of its hour, or of its day", () => {
  expect(ofMoment(at(23), NOW)).toBe("de\u00a008:12");
  expect(ofMoment(at(20), NOW)).toBe("du\u00a020 novembre à\u00a008:12");
});
