import { useSignal } from "@preact/signals";
import { Copy, Printer } from "lucide-preact";
import { door } from "../../fr.door";
import { Button } from "../../ui/Button/Button";
import styles from "./SignIn.module.css";

/** Shown once: copied by hand, by the clipboard or on paper. No file is made: it would stay here. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    copied.value = true;
  };
  return (
    <>
      <p>{door.codes.why}</p>
      <ul class={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>{door.codes.how}</p>
      <div class={styles.pair}>
        <Button onClick={() => void copy()}>
          <Copy />
          {copied.value ? door.codes.copied : door.codes.copy}
        </Button>
        <Button onClick={() => print()}>
          <Printer />
          {door.codes.print}
        </Button>
      </div>
    </>
  );
}
