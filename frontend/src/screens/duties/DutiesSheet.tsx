import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { duties as words } from "../../fr.duties";
import type { Duty, Me } from "../../protocol";
import { actFor, duties, loadDuties, take } from "../../store/duties";
import { back, go } from "../../store/route";
import { unsent } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import { Question } from "../../ui/Question/Question";
import { Sheet } from "../../ui/Sheet/Sheet";
import { say } from "../notices";
import { fullName, listed, occupation } from "../people";
import styles from "./Duties.module.css";
import { HandingOver } from "./HandingOver";
import { WhatIsOpen } from "./WhatIsOpen";

/** The roles I may hold. What is open comes first for the one I act for. */
export function DutiesSheet({ me }: { me: Me }) {
  const failed = useSignal(false);
  useEffect(() => void loadDuties().catch(() => (failed.value = true)), [me.person.id]);
  const found = duties.value;
  return (
    <Sheet title={words.title} closeLabel={fr.close} onClose={back}>
      <div class={styles.sheet}>
        {found === null && <p role="status">{failed.value ? words.failed : words.loading}</p>}
        {found?.length === 0 && <p>{words.none}</p>}
        {!me.hand && unsent.value > 0 && <p>{words.unsent(unsent.value)}</p>}
        {found && [...found].sort((one) => (one.role.id === me.person.id ? -1 : 0)).map((one) => <Role key={one.role.id} duty={one} me={me} />)}
      </div>
    </Sheet>
  );
}

function Role({ duty, me }: { duty: Duty; me: Me }) {
  const handing = useSignal(false);
  const { role, on_duty, mine } = duty;
  const acting = role.id === me.person.id;
  const others = on_duty.filter(({ id }) => id !== (me.hand ?? me.person).id).map(fullName);
  return (
    <section class={styles.role} aria-label={fullName(role)}>
      <h3>{fullName(role)}</h3>
      <p class={styles.soft}>{occupation(role)}</p>
      <p>{[acting ? words.acting : mine && words.mine, others.length > 0 && words.held(listed(others)), on_duty.length === 0 && words.nobody].filter(Boolean).join(" ")}</p>
      {mine && !acting && <p class={styles.soft}>{words.bar.waiting(duty.unread, duty.urgent)}</p>}
      {acting && <WhatIsOpen />}
      {handing.value ? (
        <HandingOver duty={duty} others={others} onCancel={() => (handing.value = false)} />
      ) : (
        <div class={styles.acts}>
          {!mine && <Taking duty={duty} others={others} />}
          {mine && !acting && (
            <Button look="main" onClick={() => void actFor(role.id).then(toTheList, tell)}>
              {words.bar.open}
            </Button>
          )}
          {mine && <Button onClick={() => (handing.value = true)}>{words.bar.handOver}</Button>}
        </div>
      )}
    </section>
  );
}

/** A role that one holds alone is taken from somebody: that is asked first. */
function Taking({ duty: { role, exclusive }, others }: { duty: Duty; others: string[] }) {
  const asked = useSignal(false);
  const busy = useSignal(false);
  const relieves = exclusive && others.length > 0;
  const taking = async () => {
    busy.value = true;
    // What is open in it is shown at once.
    await take(role.id).then(() => go({ sheet: "duties" }, "replace"), tell);
    busy.value = false;
  };
  return (
    <>
      <Button look="main" disabled={busy.value} onClick={() => (relieves ? (asked.value = true) : void taking())}>
        {others.length > 0 && !exclusive ? words.join : words.take}
      </Button>
      {asked.value && (
        <Question
          title={words.relieve(listed(others))}
          yes={words.relieveYes}
          no={words.cancel}
          onYes={() => void taking()}
          onNo={() => (asked.value = false)}
        >
          {words.relieveDetail(listed(others), fullName(role))}
        </Question>
      )}
    </>
  );
}

function toTheList(): void {
  go({ filter: "inbox", conversation: null, sheet: null }, "replace");
}

function tell(no: Error): void {
  say(no.message);
}
