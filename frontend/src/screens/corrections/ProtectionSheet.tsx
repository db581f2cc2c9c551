import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Me, Protection, Unsealed } from "../../protocol";
import { agreeToUnseal, askToUnseal, maskReported, protection, readUnsealed } from "../../store/corrections";
import { back } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import { now } from "../clock";
import { say } from "../notices";
import { fullName } from "../people";
import { MessageText } from "../thread/MessageText";
import { moment } from "../times";
import styles from "./ProtectionSheet.module.css";

const words = later.protection;
type Role = NonNullable<Me["protection"]>;
type Refresh = () => Promise<void>;

/** For the officer and the second person only: what was masked and reported, and opening it together. */
export function ProtectionSheet({ role }: { role: Role }) {
  const found = useSignal<Protection | "failed" | null>(null);
  const refresh: Refresh = () =>
    protection().then(
      (got) => void (found.value = got),
      () => void (found.value ??= "failed"),
    );
  useEffect(() => void refresh(), []);
  const read = found.value;
  return (
    <Sheet title={words.title} closeLabel={fr.close} onClose={back}>
      <p class={styles.note}>{role === "officer" ? words.officer : words.second}</p>
      {read === null && <p class={styles.note}>{later.readers.loading}</p>}
      {read === "failed" && (
        <p class={styles.note} role="alert">
          {words.failed}
        </p>
      )}
      {read && read !== "failed" && <Lists read={read} role={role} refresh={refresh} />}
    </Sheet>
  );
}

function Lists({ read, role, refresh }: { read: Protection; role: Role; refresh: Refresh }) {
  return (
    <>
      <Group title={words.requests} empty={read.unsealings.length === 0}>
        {read.unsealings.map((one) => (
          <Request key={one.id} one={one} role={role} refresh={refresh} />
        ))}
      </Group>
      <Group title={words.reports} empty={read.reports.length === 0}>
        {read.reports.map((one) => (
          <Report key={one.conversation + one.about + one.by.id + one.at} one={one} role={role} refresh={refresh} />
        ))}
      </Group>
      <Group title={words.masked} empty={read.masked.length === 0}>
        {read.masked.map((one) => (
          <Masked key={one.conversation + one.about} one={one} role={role} refresh={refresh} />
        ))}
      </Group>
    </>
  );
}

function Group({ title, empty, children }: { title: string; empty: boolean; children: ComponentChildren }) {
  return (
    <section>
      <h3 class={styles.group}>{title}</h3>
      {empty ? <p class={styles.note}>{words.none}</p> : <ul class={styles.list}>{children}</ul>}
    </section>
  );
}

type Of<K extends keyof Protection> = { one: Protection[K][number]; role: Role; refresh: Refresh };

function Request({ one, role, refresh }: Of<"unsealings">) {
  const opened = useSignal<Unsealed | null>(null);
  const over = one.readable_until !== null && Date.parse(one.readable_until) < now.value.getTime();
  const open = async () => {
    const got = await readUnsealed(one.id);
    if (typeof got === "string") say(got);
    else opened.value = got;
  };
  return (
    <li>
      <b>{words.askedBy(fullName(one.officer), moment(one.at, now.value))}</b>
      <p>{one.reason}</p>
      <p class={styles.soft}>{stateOf(one, over)}</p>
      {role === "second" && !one.agreed_by && <Button onClick={() => void tried(agreeToUnseal(one.id), refresh)}>{words.agree}</Button>}
      {role === "officer" && one.agreed_by && !over && !opened.value && (
        <Button look="main" onClick={() => void open()}>
          {words.read}
        </Button>
      )}
      {opened.value && <Texts opened={opened.value} />}
    </li>
  );
}

function stateOf(one: Protection["unsealings"][number], over: boolean): string {
  if (!one.agreed_by || !one.readable_until) return words.waiting;
  return over ? words.over : words.agreed(fullName(one.agreed_by), moment(one.readable_until, now.value));
}

function Texts({ opened }: { opened: Unsealed }) {
  return (
    <div class={styles.opened} role="region" aria-label={words.messageOf(fullName(opened.author), moment(opened.said_at, now.value))}>
      <b>{words.messageOf(fullName(opened.author), moment(opened.said_at, now.value))}</b>
      {opened.texts.map((text, index) => (
        <div key={index}>
          {opened.texts.length > 1 && <p class={styles.soft}>{words.version(index + 1)}</p>}
          <MessageText text={text} />
        </div>
      ))}
    </div>
  );
}

function Report({ one, role, refresh }: Of<"reports">) {
  const reason = one.reason === "wrong_conversation" ? "wrong_recipient" : "wrong_patient";
  const at = { conversation: one.conversation, seq: one.about };
  return (
    <li>
      <b>{fullName(one.author)}</b>
      <p>{words.reportedBy(fullName(one.by), moment(one.at, now.value), later.corrections.wrong[one.reason])}</p>
      {one.masked && <p class={styles.soft}>{words.maskedAlready}</p>}
      {role === "officer" && !one.masked && <Button onClick={() => void tried(maskReported(at, reason), refresh)}>{words.mask}</Button>}
    </li>
  );
}

function Masked({ one, role, refresh }: Of<"masked">) {
  const asking = useSignal<string | null>(null);
  const why = later.corrections.maskReasons[one.reason].toLowerCase();
  return (
    <li>
      <b>{words.messageOf(fullName(one.author), moment(one.said_at, now.value))}</b>
      <p>{words.maskedAt(moment(one.masked_at, now.value), why)}</p>
      {role === "officer" && asking.value === null && <Button onClick={() => (asking.value = "")}>{words.ask}</Button>}
      {asking.value !== null && (
        <form
          class={styles.ask}
          onSubmit={(event) => {
            event.preventDefault();
            if (!asking.value?.trim()) return;
            void tried(askToUnseal({ conversation: one.conversation, seq: one.about }, asking.value), async () => {
              asking.value = null;
              await refresh();
            });
          }}
        >
          <label>
            {words.reason}
            <textarea
              rows={2}
              maxLength={500}
              autocomplete="off"
              required
              value={asking.value}
              onInput={(event) => (asking.value = event.currentTarget.value)}
            />
          </label>
          <Button look="main" type="submit">
            {words.ask}
          </Button>
        </form>
      )}
    </li>
  );
}

async function tried(asked: Promise<string | null>, then: Refresh): Promise<void> {
  const problem = await asked;
  if (problem !== null) say(problem);
  else await then();
}
