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

/** Mail does not do: one has to call. */
export function isAmiss(byline: Byline | undefined): boolean {
  return byline !== undefined && (byline.failed || byline.unheard);
}

export function bylineWords({ address, failed, unheard }: Byline): string {
  if (unheard) return byMail.unheard;
  return failed ? byMail.failed(address) : byMail.reads(address);
}
