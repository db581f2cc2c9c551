import { computed } from "@preact/signals";

export type Network = {
  state: "connected" | "reconnecting" | "offline" | "caught_up" | "reload";
  since: string | null;
  retryInSeconds: number | null;
};
export const network = computed<Network>(() => ({ state: "connected", since: null, retryInSeconds: null }));
export function tryNow(): void {}
