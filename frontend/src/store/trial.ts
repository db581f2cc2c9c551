/** « Tester mes notifications »: a real one, and how far it came. The last step is asked of the person. */
import type { PushStep } from "../protocol";

export type StepName = "permission" | "device" | "sent" | "shown" | "seen";
export type StepState = "done" | "running" | "failed" | "waiting";
/** `after`: seconds from when it left. `why`: the server's word for what went wrong. */
export type Step = { name: StepName; state: StepState; after: number | null; why: string | null };

export type Trial = {
  permission: NotificationPermission | null;
  /** This browser is one of my devices. */
  on: boolean;
  /** Null: the server has not answered yet. */
  told: PushStep[] | null;
  /** It has been waited for long enough. */
  late: boolean;
  /** What the person says; null: not asked yet, or has not answered. */
  seen: boolean | null;
};

const NAMES: StepName[] = ["permission", "device", "sent", "shown", "seen"];

/** Each as far as is known; after one that failed, nothing is expected of those behind it. */
export function stepsOf(trial: Trial): Step[] {
  const states = [
    of(trial.permission === "granted" ? "done" : "failed"),
    deviceIn(trial),
    sentIn(trial),
    shownIn(trial),
    trial.seen === null ? of("running") : of(trial.seen ? "done" : "failed"),
  ];
  let reached = true;
  return states.map((step, at) => {
    const shown = reached ? step : of("waiting");
    reached &&= step.state === "done";
    return { ...shown, name: NAMES[at] as StepName };
  });
}

type Unnamed = Omit<Step, "name">;

function of(state: StepState, more: Partial<Unnamed> = {}): Unnamed {
  return { state, after: null, why: null, ...more };
}

function deviceIn({ on, told }: Trial): Unnamed {
  const step = found(told, "subscribed");
  if (step?.state === "failed") return of("failed", { why: step.reason });
  return of(on ? "done" : "failed");
}

function sentIn({ told, late }: Trial): Unnamed {
  const step = found(told, "accepted");
  if (step?.state === "done") return of("done", { after: between(found(told, "sent"), step) });
  if (step?.state === "failed") return of("failed", { why: step.reason });
  return of(late ? "failed" : "running");
}

function shownIn({ told, late }: Trial): Unnamed {
  const step = found(told, "shown");
  if (step?.state === "done") return of("done", { after: between(found(told, "sent"), step) });
  return of(late ? "failed" : "running");
}

function found(told: PushStep[] | null, which: PushStep["step"]): PushStep | undefined {
  return told?.find(({ step }) => step === which);
}

/** By the server's clock alone: this machine's may be wrong. */
function between(first: PushStep | undefined, then: PushStep): number | null {
  return first?.at && then.at ? (Date.parse(then.at) - Date.parse(first.at)) / 1_000 : null;
}
