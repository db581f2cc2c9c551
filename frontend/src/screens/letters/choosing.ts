/** Addresses as one types: those found, and the one that was typed whole. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { writing as words } from "../../fr.writing";
import type { FoundAddress } from "../../protocol";
import { checkAddress, findAddresses, looksLikeAddress } from "../../store/addresses";

const PAUSE = 250;
const LEAST = 2; // letters that are asked about

export function useAddresses(people: FoundAddress[], put: (people: FoundAddress[]) => void) {
  const letters = useSignal("");
  const found = useSignal<FoundAddress[]>([]);
  const state = useSignal<"idle" | "searching" | "none" | "failed">("idle");
  const problem = useSignal<string | null>(null);
  const latest = useRef({ people, put });
  latest.current = { people, put };

  const look = (text: string) => {
    letters.value = text;
    problem.value = null;
    if (text.trim().length < LEAST) [found.value, state.value] = [[], "idle"];
  };
  useEffect(() => {
    const text = letters.value.trim();
    if (text.length < LEAST) return;
    let wanted = true;
    state.value = "searching";
    const timer = setTimeout(() => {
      findAddresses(text).then(
        (all) => wanted && ([found.value, state.value] = [all.slice(0, 8), all.length > 0 || looksLikeAddress(text) ? "idle" : "none"]),
        () => wanted && ([found.value, state.value] = [[], "failed"]),
      );
    }, PAUSE);
    return () => ((wanted = false), clearTimeout(timer));
  }, [letters.value]);

  const take = (one: FoundAddress) => {
    look("");
    const { people: there, put: change } = latest.current;
    const known = there.some(({ addressee }) => addressee.address.toLowerCase() === one.addressee.address.toLowerCase());
    if (!known) change([...there, one]);
  };
  /** True: nothing typed is left in doubt. `leaving`: the field, perhaps for the list under it: names are left alone. */
  const typed = async (leaving = false): Promise<boolean> => {
    const text = letters.peek().trim();
    if (text === "" || (leaving && !looksLikeAddress(text))) return text === "";
    if (!looksLikeAddress(text)) return (problem.value = words.notAnAddress(text)) === null;
    const checked = await checkAddress(text);
    problem.value = checked.problem;
    if (checked.found && letters.peek().trim() === text) take(checked.found);
    return checked.problem === null;
  };
  return { letters: letters.value, found: found.value, state: state.value, problem: problem.value, look, take, typed };
}
