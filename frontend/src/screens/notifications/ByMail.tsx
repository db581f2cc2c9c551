import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { byMail } from "../../fr.byMail";
import type { ByMail as Mine } from "../../protocol";
import { myByMail, readByMail } from "../../store/byMail";
import styles from "./Preferences.module.css";
import { Switch } from "./Switch";

const { mine: words } = byMail;

/** My own choice to get my conversations by mail too. Where this installation has no mailbox for it, nothing. */
export function ByMail() {
  const mine = useSignal<Mine | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    let wanted = true;
    myByMail().then(
      (known) => wanted && (mine.value = known),
      () => {},
    );
    return () => void (wanted = false);
  }, []);
  if (!mine.value?.available) return null;
  const choose = async (address: string | null) => {
    const answer = await readByMail(address);
    problem.value = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") mine.value = answer;
  };
  return (
    <section class={styles.section} aria-labelledby="by-mail">
      <h2 id="by-mail">{words.title}</h2>
      <Choice mine={mine.value} choose={choose} />
      <p class={styles.problem} role="alert">
        {problem.value}
      </p>
    </section>
  );
}

function Choice({ mine: { addresses, address }, choose }: { mine: Mine; choose: (address: string | null) => Promise<void> }) {
  const id = useId();
  const [first] = addresses;
  if (first === undefined) return <p>{words.none}</p>;
  return (
    <>
      <Switch title={words.label} detail={words.detail} on={address !== null} turn={(on) => void choose(on ? first : null)} />
      {address !== null && (
        <p class={styles.address}>
          <label for={id}>{words.address}</label>
          <select id={id} value={address} onChange={(event) => void choose(event.currentTarget.value)}>
            {addresses.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </p>
      )}
    </>
  );
}
