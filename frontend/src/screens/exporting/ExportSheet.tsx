/** « Exporter pour le dossier » : what, and then the files. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import { askExport, follow, myExports, type Wanted } from "../../store/exporting";
import { back, route } from "../../store/route";
import { Button } from "../../ui/Button/Button";
import { Sheet } from "../../ui/Sheet/Sheet";
import { Made } from "./Made";
import styles from "./ExportSheet.module.css";

export function ExportSheet() {
  const { conversation } = route.value;
  useEffect(() => (conversation ? follow(conversation) : undefined), [conversation]);
  if (!conversation) return null;
  return (
    <Sheet title={later.exporting.title} closeLabel={fr.close} onClose={back}>
      <Wish key={conversation} conversation={conversation} />
      {myExports.value.length > 0 && <Made exports={myExports.value} />}
    </Sheet>
  );
}

function Wish({ conversation }: { conversation: string }) {
  const period = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const busy = useSignal(false);
  const name = useRef(crypto.randomUUID());
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    try {
      refusal.value = await askExport(conversation, name.current, wished(event.currentTarget as HTMLFormElement, period.value));
      if (refusal.value === null) name.current = crypto.randomUUID();
    } finally {
      busy.value = false;
    }
  }
  return (
    <form class={styles.wish} onSubmit={submit} onChange={() => (name.current = crypto.randomUUID())}>
      <p>{later.exporting.detail}</p>
      <fieldset>
        <legend>{later.exporting.what}</legend>
        <Choice label={later.exporting.whole} checked={!period.value} onChange={() => (period.value = false)} />
        <Choice label={later.exporting.period} checked={period.value} onChange={() => (period.value = true)} />
        {period.value && <Period />}
      </fieldset>
      <label class={styles.choice}>
        <input type="checkbox" name="files" />
        <span>
          {later.exporting.files}
          <small>{later.exporting.filesDetail}</small>
        </span>
      </label>
      <p>{later.exporting.told}</p>
      <p role="alert" class={styles.refusal}>
        {refusal.value}
      </p>
      <Button type="submit" look="main" wide aria-disabled={busy.value}>
        {later.exporting.start}
      </Button>
    </form>
  );
}

function Choice({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label class={styles.choice}>
      <input type="radio" name="what" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}

function Period() {
  return (
    <div class={styles.period}>
      <label>
        {later.exporting.from}
        <input type="date" name="from" required />
      </label>
      <label>
        {later.exporting.to}
        <input type="date" name="to" required />
      </label>
    </div>
  );
}

function wished(form: HTMLFormElement, period: boolean): Wanted {
  const given = new FormData(form);
  const days = period ? { from_day: String(given.get("from")), to_day: String(given.get("to")) } : {};
  return { ...days, files: given.get("files") !== null };
}
