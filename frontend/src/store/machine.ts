/** What kind of machine this is, to say where its settings are. */
export type Machine = "iphone" | "android" | "windows" | "mac" | "other";

/** An iPad says that it is a Mac; no Mac has a screen that is touched. */
export function machineOf(userAgent: string, touchPoints: number): Machine {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "iphone";
  if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? "iphone" : "mac";
  if (/Android/.test(userAgent)) return "android";
  return /Windows/.test(userAgent) ? "windows" : "other";
}

export function thisMachine(): Machine {
  return machineOf(navigator.userAgent, navigator.maxTouchPoints);
}

/** Opened from its icon, not in a tab: where an iPhone notifies. */
export function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
}
