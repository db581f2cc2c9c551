import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { PlugZap, Trash2 } from "lucide-preact";
import { mailboxes as all } from "../../fr.mailboxes";
import type { Boxes, BoxSettings, BoxView, StepFailed } from "../../protocol";
import { checkBox, giveUpBox, saveBox } from "../../store/mailboxes";
import { Button } from "../../ui/Button/Button";
import { Question } from "../../ui/Question/Question";
import { say, sayIfRefused } from "../notices";
import styles from "./BoxForm.module.css";
import { begun, secured, type Server, withAddress } from "./settings";
import { Steps } from "./Steps";

const words = all.form;
type Props = { all: Boxes; box: BoxView | null; onDone: () => void };

/** A mailbox's settings, as its operator gives them. */
export function BoxForm({ all: { hosts, token }, box, onDone }: Props) {
  const settings = useSignal<BoxSettings>(begun(box));
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const checked = useSignal<{ failed: StepFailed | null } | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { value } = settings;
  const change = (what: Partial<BoxSettings>) => {
    settings.value = { ...settings.value, ...what };
    checked.value = null;
  };
  const doing = async (act: () => Promise<unknown>) => {
    [busy.value, problem.value] = [true, null];
    await act().finally(() => (busy.value = false));
  };
  const save = () =>
    doing(async () => {
      problem.value = await saveBox(box?.id ?? null, settings.value);
      if (problem.value !== null) return;
      say(words.saved);
      onDone();
    });
  const test = () =>
    doing(async () => {
      const { failed, problem: why } = await checkBox(settings.value);
      problem.value = why;
      checked.value = why === null ? { failed } : null;
    });
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 ref={title} tabIndex={-1}>
        {box ? words.changeTitle : words.addTitle}
      </h2>
      <Field label={words.address} type="email" value={value.address} onInput={({ currentTarget }) => (settings.value = withAddress(settings.value, currentTarget.value))} required />
      <Field label={words.name} hint={words.nameHint} value={value.name ?? ""} onInput={({ currentTarget }) => change({ name: currentTarget.value })} />
      {(["imap", "smtp"] as const).map((which) => (
        <ServerFields key={which} which={which} server={value[which]} hosts={hosts} put={(server) => change({ [which]: server })} />
      ))}
      <fieldset>
        <legend>{words.signIn}</legend>
        {token &&
          (["password", "token"] as const).map((how) => (
            <label key={how} class={styles.choice}>
              <input type="radio" name="sign_in" checked={value.sign_in === how} onChange={() => change({ sign_in: how })} />
              {words[how]}
            </label>
          ))}
        <Field label={words.user} value={value.user} autocomplete="off" onInput={({ currentTarget }) => change({ user: currentTarget.value })} required />
        {value.sign_in !== "token" && (
          <Field
            label={words.secret}
            hint={box ? words.secretKept : words.secretNew}
            type="password"
            autocomplete="new-password"
            required={box === null}
            value={value.password ?? ""}
            onInput={({ currentTarget }) => change({ password: currentTarget.value || null })}
          />
        )}
      </fieldset>
      {checked.value && <Steps failed={checked.value.failed} />}
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <div class={styles.acts}>
        <Button look="main" type="submit" disabled={busy.value}>
          {words.save}
        </Button>
        <Button disabled={busy.value} onClick={() => void test()}>
          <PlugZap />
          {busy.value ? words.testing : words.test}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
        {box && <GiveUp box={box} onDone={onDone} />}
      </div>
    </form>
  );
}

type ServerProps = { which: Server; server: BoxSettings["imap"]; hosts: string[]; put: (server: BoxSettings["imap"]) => void };

function ServerFields({ which, server, hosts, put }: ServerProps) {
  return (
    <fieldset>
      <legend>{which === "imap" ? words.receiving : words.sending}</legend>
      <div class={styles.row}>
        <Field label={words.host} value={server.host} list={hosts.length > 0 ? "mail-hosts" : undefined} onInput={({ currentTarget }) => put({ ...server, host: currentTarget.value })} required />
        <Field label={words.port} type="number" min={1} max={65535} value={server.port} onInput={({ currentTarget }) => put({ ...server, port: Number(currentTarget.value) })} required />
        <label class={styles.label}>
          {words.security}
          <select value={server.security} onChange={({ currentTarget }) => put(secured(which, server, currentTarget.value as "starttls" | "tls"))}>
            <option value="starttls">{words.starttls}</option>
            <option value="tls">{words.tls}</option>
          </select>
        </label>
      </div>
      {which === "imap" && hosts.length > 0 && (
        <p class={styles.hint}>
          {words.hosts(hosts.join(", "))}
          <datalist id="mail-hosts">
            {hosts.map((host) => (
              <option key={host} value={host} />
            ))}
          </datalist>
        </p>
      )}
    </fieldset>
  );
}

function GiveUp({ box, onDone }: { box: BoxView; onDone: () => void }) {
  const asked = useSignal(false);
  const give = async () => {
    asked.value = false;
    if (!(await sayIfRefused(giveUpBox(box.id)))) return;
    say(words.removed);
    onDone();
  };
  return (
    <>
      <Button class={styles.remove} onClick={() => (asked.value = true)}>
        <Trash2 />
        {words.remove}
      </Button>
      {asked.value && (
        <Question title={words.removeTitle} yes={words.removeYes} no={words.cancel} onYes={() => void give()} onNo={() => (asked.value = false)}>
          {words.removeDetail}
        </Question>
      )}
    </>
  );
}

type FieldProps = JSX.IntrinsicElements["input"] & { label: string; hint?: string };

function Field({ label, hint, ...rest }: FieldProps) {
  return (
    <label class={styles.label}>
      {label}
      <input autocapitalize="none" spellcheck={false} autocomplete="off" {...rest} />
      {hint && <span class={styles.hint}>{hint}</span>}
    </label>
  );
}
