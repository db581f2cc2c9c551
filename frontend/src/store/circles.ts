/** My favourite people and my teams, read when they are first shown, and again after each change. */
import { signal } from "@preact/signals";
import type { Circles, Team } from "../protocol";
import { learn } from "./directory";
import { type Answer } from "./done";
import { myCircles, removeTeam, saveTeam, star } from "./people";
import { me, whenForgotten } from "./state";

export const circles = signal<Circles | null>(null);
export const circlesFailed = signal(false);

export async function loadCircles(): Promise<void> {
  const whose = me.peek();
  const got = await myCircles().catch(() => null);
  if (me.peek() !== whose) return;
  circlesFailed.value = got === null;
  if (got === null) return;
  learn([...got.favourites, ...got.teams.flatMap(({ people }) => people)]);
  circles.value = got;
}

export function setStar(person: string, on: boolean): Answer {
  return then(star(person, on));
}

export function keepTeam({ id, name }: Pick<Team, "id" | "name">, people: string[]): Answer {
  return then(saveTeam(id, name, people));
}

export function dropTeam(id: string): Answer {
  return then(removeTeam(id));
}

async function then(answer: Answer): Answer {
  const problem = await answer;
  if (problem === null) await loadCircles();
  return problem;
}

whenForgotten(() => {
  circles.value = null;
  circlesFailed.value = false;
});
