/** What I do and where, and which of it I act as. */
import { get, post } from "../net/api";
import type { MyActivity } from "../protocol";
import { me } from "./state";

export function myActivities(): Promise<MyActivity[]> {
  return get("/api/activities", {});
}

export async function actAs(activity: string): Promise<void> {
  const person = await post("/api/activities/{activity}", { path: { activity } });
  if (me.value?.person.id === person.id) me.value = { ...me.value, person };
}
