import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { X } from "lucide-preact";
import { fr } from "../../fr";
import { directory } from "../../fr.directory";
import type { FoundCriterion, Team } from "../../protocol";
import { look, stopLooking } from "../../store/directory";
import { back } from "../../store/route";
import { IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { Sheet } from "../../ui/Sheet/Sheet";
import styles from "./DirectoryPage.module.css";
import { MyLists } from "./MyLists";
import { Narrowed } from "./Narrowed";
import { PeopleField } from "./PeopleField";
import { PersonCard } from "./PersonCard";
import { PeopleFound } from "./PeopleFound";
import { TeamForm } from "./TeamForm";

/** Everybody of the directory, and one's own lists while nothing is asked. `person`: whose card is open. */
export function DirectoryPage({ person }: { person: string }) {
  const phone = layout.value === "phone";
  const letters = useSignal("");
  const narrowed = useSignal<FoundCriterion[]>([]);
  useEffect(() => stopLooking, []);
  useEffect(() => look({ letters: letters.value, narrowed: narrowed.value, withAccount: false }), [letters.value, narrowed.value]);
  const editing = useSignal<Team | null>(null);
  const asking = letters.value.trim() !== "" || narrowed.value.length > 0;
  const finding = (
    <>
      <PeopleField label={directory.find.label} letters={letters} />
      <Narrowed narrowed={narrowed} />
      <div class={styles.list}>
        {asking ? <PeopleFound letters={letters.value} open={person} /> : <MyLists open={person} edit={(team) => (editing.value = team)} />}
      </div>
    </>
  );

  return (
    <main class={styles.page} aria-label={directory.title}>
      <header class={styles.head}>
        <h1>{directory.title}</h1>
        {phone && (
          <IconButton label={fr.close} onClick={back}>
            <X />
          </IconButton>
        )}
      </header>
      <div class={styles.split}>
        <section class={styles.pick} aria-label={directory.find.label}>
          {editing.value ? (
            <div class={styles.list}>
              <TeamForm key={editing.value.id} team={editing.value} onDone={() => (editing.value = null)} />
            </div>
          ) : (
            finding
          )}
        </section>
        {!phone && person && (
          <aside class={styles.side} aria-label={directory.card.label}>
            <PersonCard key={person} person={person} onClose={back} />
          </aside>
        )}
      </div>
      {phone && person && (
        <Sheet title={directory.card.label} closeLabel={directory.close} onClose={back}>
          <PersonCard key={person} person={person} />
        </Sheet>
      )}
    </main>
  );
}
