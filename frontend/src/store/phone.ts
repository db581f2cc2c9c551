/** Who is given my phone. */
import { get, post } from "../net/api";
import type { MyPhone } from "../protocol";

export function myPhone(): Promise<MyPhone> {
  return get("/api/phone", {});
}

export function showPhone(shown_to: MyPhone["shown_to"]): Promise<MyPhone> {
  return post("/api/phone", { body: { shown_to } });
}
