import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PatientByMail } from "../../protocol";
import { patientByMail } from "../../store/patientMail";

export type ByMail = { known: Signal<PatientByMail | null>; failed: Signal<boolean>; again: () => void };

/** Asked again whenever something may have changed it: `since` is any number that moves then. */
export function useByMail(conversation: string, since: number): ByMail {
  const known = useSignal<PatientByMail | null>(null);
  const failed = useSignal(false);
  const tries = useSignal(0);
  useEffect(() => {
    let over = false;
    patientByMail(conversation).then(
      (found) => over || ((known.value = found), (failed.value = false)),
      () => over || (failed.value = true),
    );
    return () => void (over = true);
  }, [conversation, since, tries.value]);
  return { known, failed, again: () => (tries.value += 1) };
}
