import { useEffect } from "preact/hooks";
import { Handshake, Undo2 } from "lucide-preact";
import { duties as words } from "../../fr.duties";
import type { Duty, Me } from "../../protocol";
import { actFor, duties, followDuties } from "../../store/duties";
import { go } from "../../store/route";
import { relieved } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { say } from "../notices";
import { fullName, signed } from "../people";
import styles from "./DutyBar.module.css";

/** Over everything: for whom one acts; or else which roles one holds, and what waits there. */
export function DutyBar({ me }: { me: Me }) {
  useEffect(followDuties, [me.person.id]);
  useEffect(() => {
    if (relieved.value) say(words.relieved(fullName(relieved.value)));
    relieved.value = null;
  }, [relieved.value]);
  if (me.hand) return <Acting me={me} />;
  const held = duties.value?.filter((one) => one.mine) ?? [];
  return (
    <>
      {held.map((one) => (
        <Held key={one.role.id} duty={one} />
      ))}
    </>
  );
}

function Acting({ me: { person, hand } }: { me: Me }) {
  const phone = layout.value === "phone";
  return (
    <section class={`${styles.bar} ${styles.acting}`} aria-label={words.bar.label}>
      <Handshake />
      <p>
        <b>{words.bar.acting(signed(fullName(person), hand))}</b>
        {!phone && <span>{words.bar.named}</span>}
      </p>
      <Button onClick={() => go({ sheet: "duties" })}>{words.bar.handOver}</Button>
      <Button onClick={() => void actFor(null).catch(tell)}>
        <Undo2 />
        {phone ? words.bar.backShort : words.bar.back}
      </Button>
    </section>
  );
}

function Held({ duty: { role, unread, urgent } }: { duty: Duty }) {
  return (
    <section class={`${styles.bar} ${urgent > 0 ? styles.urgent : ""}`} aria-label={words.bar.label}>
      <Handshake />
      <p role="status">
        <b>{words.bar.onDuty(fullName(role))}</b>
        <span>{words.bar.waiting(unread, urgent)}</span>
      </p>
      <Button onClick={() => void actFor(role.id).catch(tell)}>{words.bar.open}</Button>
    </section>
  );
}

function tell(no: Error): void {
  say(no.message);
}
