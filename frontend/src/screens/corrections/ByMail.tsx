import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Mail } from "lucide-preact";
import { byMail } from "../../fr.byMail";
import type { CarriedOut } from "../../protocol";
import { carriedOut } from "../../store/byMail";
import { fullName, listed } from "../people";
import styles from "./ActDialog.module.css";

const words = byMail.carried;

/** Before one masks a message: what of it is out of reach. Under the choice: nothing one is about to press moves. */
export function ByMail({ conversation, seq }: { conversation: string; seq: number }) {
  const out = useSignal<CarriedOut | null>(null);
  useEffect(() => {
    carriedOut(conversation, seq).then(
      (found) => (out.value = found),
      () => {}, // it is masked all the same, and at once
    );
  }, []);
  const { people = [], passed_on = false } = out.value ?? {};
  return (
    <div class={styles.out} role="status">
      {people.length > 0 && <Line words={words.readers(listed(people.map(fullName)))} />}
      {passed_on && <Line words={words.passedOn} />}
    </div>
  );
}

function Line({ words: said }: { words: string }) {
  return (
    <p>
      <Mail />
      <span>{said}</span>
    </p>
  );
}
