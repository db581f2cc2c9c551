/** What to do where a step failed, on this kind of machine. */
import { notifications } from "../../fr.notifications";
import type { Machine } from "../../store/machine";
import type { Step } from "../../store/trial";

const { diagnostic, allow } = notifications;

/** `enable`: to take this device in anew is what helps. */
export type Remedy = { title: string; text: string; enable: boolean };

export function remedyOf({ name, why }: Step, machine: Machine): Remedy {
  const { remedies } = diagnostic;
  switch (name) {
    case "permission":
      return { title: remedies.permission, text: allow[machine], enable: true };
    case "device":
      return { title: remedies.device, text: remedies.deviceText, enable: true };
    case "sent":
      return sent(why);
    case "shown":
      return { title: remedies.shown, text: remedies.shownText[machine], enable: false };
    case "seen":
      return { title: remedies.seen, text: remedies.seenText[machine], enable: false };
  }
}

function sent(why: string | null): Remedy {
  const { remedies } = diagnostic;
  if (why === "gone") return { title: remedies.device, text: remedies.deviceText, enable: true };
  if (why === "refused") return { title: remedies.refused, text: remedies.refusedText, enable: false };
  return { title: remedies.busy, text: remedies.busyText, enable: false };
}
