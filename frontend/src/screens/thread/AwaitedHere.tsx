import { ClipboardCheck } from "lucide-preact";
import { fr } from "../../fr";
import { mine } from "../../store/state";
import { thread } from "../../store/thread";
import { Button } from "../../ui/Button/Button";
import { returnTo } from "./jumps";

/** How many messages here still wait for a « Pris en compte »; leads to the first, mine before others'. */
export function AwaitedHere() {
  const awaited = thread.value?.awaited ?? [];
  const first = awaited.find(({ party }) => party === mine()) ?? awaited[0];
  if (!first) return null;
  const name = fr.requests.here(new Set(awaited.map(({ seq }) => seq)).size);
  return (
    <Button look="plain" aria-label={name} title={name} onClick={() => void returnTo(first.seq)}>
      <ClipboardCheck />
      {new Set(awaited.map(({ seq }) => seq)).size}
    </Button>
  );
}
