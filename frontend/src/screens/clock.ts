import { signal } from "@preact/signals";

/** The present minute: « aujourd’hui » becomes « hier » at midnight without a reload. */
export const now = signal(new Date());

setInterval(() => {
  const present = new Date();
  if (present.getMinutes() !== now.value.getMinutes()) now.value = present;
}, 10_000);
