import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { account } from "../../fr.account";
import type { MyPhone as Mine } from "../../protocol";
import { myPhone, showPhone } from "../../store/phone";
import { listed } from "../people";
import { spaced } from "../directory/phone";
import styles from "./account.module.css";

const { phone: words } = account;
const SHOWN_TO: Mine["shown_to"][] = ["everybody", "companions", "nobody"];

/** Mine is in the register; who sees it here is my choice. */
export function MyPhone() {
  const mine = useSignal<Mine | null>(null);
  const said = useSignal<{ text: string; done: boolean } | null>(null);
  const take = async (asked: Promise<Mine>, done: string) => {
    try {
      mine.value = await asked;
      said.value = { text: done, done: true };
    } catch (no) {
      said.value = { text: (no as Error).message, done: false };
    }
  };
  useEffect(() => void take(myPhone(), ""), []);

  return (
    <section class={styles.section} aria-labelledby="phone">
      <h3 id="phone">{words.title}</h3>
      {mine.value && <Choice mine={mine.value} choose={(shown_to) => void take(showPhone(shown_to), words.saved)} />}
      <p class={said.value?.done === false ? styles.problem : ""} role="status">
        {said.value?.text}
      </p>
    </section>
  );
}

function Choice({ mine: { shown_to, numbers }, choose }: { mine: Mine; choose: (shown_to: Mine["shown_to"]) => void }) {
  return (
    <>
      <p class={styles.hint}>{numbers.length > 0 ? words.numbers(listed(numbers.map(spaced))) : words.none}</p>
      <fieldset class={styles.choice}>
        <legend>{words.legend}</legend>
        {SHOWN_TO.map((one) => (
          <label key={one}>
            <input type="radio" name="phone" checked={one === shown_to} onChange={() => choose(one)} />
            {words.shownTo[one]}
          </label>
        ))}
      </fieldset>
      {shown_to === "nobody" && <p class={styles.hint}>{words.unreached}</p>}
    </>
  );
}
