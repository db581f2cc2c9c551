/** People of the directory: found, looked at, kept in one's own lists. Nothing of it is kept in this browser. */
import { get, post, remove } from "../net/api";
import type { Card, Circles, FoundCriterion, FoundPeople, PeopleWanted } from "../protocol";
import { type Answer, done } from "./done";

/** By POST: whom one looks for is in no address. */
export function findPeople(wanted: Partial<PeopleWanted>): Promise<FoundPeople> {
  return post("/api/people/search", { body: { letters: "", narrowed: [], with_account: false, page: 1, ...wanted } });
}

export function findCriteria(letters: string): Promise<FoundCriterion[]> {
  return post("/api/people/criteria", { body: { letters } });
}

export function cardOf(person: string): Promise<Card> {
  return get("/api/people/{person}", { path: { person } });
}

export function myCircles(): Promise<Circles> {
  return get("/api/people/circles", {});
}

export function star(person: string, on: boolean): Answer {
  return done(post("/api/people/{person}/star", { path: { person }, body: { on } }));
}

/** The same id again is the same team, as it is from now on. */
export function saveTeam(team: string, name: string, people: string[]): Answer {
  return done(post("/api/teams/{team}", { path: { team }, body: { name, people } }));
}

export function removeTeam(team: string): Answer {
  return done(remove("/api/teams/{team}", { path: { team } }));
}
