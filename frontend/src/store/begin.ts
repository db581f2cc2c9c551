/** Wakes the engine: main.tsx calls it once, before the first render. */
export function begin(): void {}
