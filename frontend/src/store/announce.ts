import { computed } from "@preact/signals";

export const announcement = computed<{ count: number; from: string[] } | null>(() => null);
