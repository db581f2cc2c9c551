/** Who of this conversation reads it by mail, while it is looked at. */
import { useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { byMail } from "../../fr.byMail";
import type { Byline } from "../../protocol";
import { bylinesIn } from "../../store/byMail";

const NOBODY: ReadonlyMap<string, Byline> = new Map();

/** Asked if `wanted`, and again when that changes. Without an answer nothing is said. */
export function useBylines(conversation: string | null | undefined, wanted: unknown): ReadonlySignal<ReadonlyMap<string, Byline>> {
  const found = useSignal(NOBODY);
  useEffect(() => {
    if (!conversation || !wanted) return;
    let asked = true;
    bylinesIn(conversation).then(
      (people) => asked && (found.value = people),
      () => {},
    );
    return () => void (asked = false);
  }, [conversation, wanted]);
  return found;
}

export function bylineWords({ address, failed }: Byline): string {
  return failed ? byMail.failed(address) : byMail.reads(address);
}
