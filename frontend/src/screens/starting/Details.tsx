import type { ComponentChildren } from "preact";
import { X } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Person } from "../../protocol";
import { IconButton } from "../../ui/Button/Button";
import { Face } from "../../ui/Face/Face";
import { fullName, initials } from "../people";
import { AboutPatient } from "./AboutPatient";
import { chosen, firstMessage, PEOPLE_MAX, subject, toggle } from "./composing";
import styles from "./Details.module.css";
import { ReachOf, ReachSummary } from "./ReachSummary";

export function Details({ me, problem, children }: { me: Person; problem: string | null; children?: ComponentChildren }) {
  return (
    <div class={styles.details}>
      {problem && (
        <p class={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <section>
        <h2 class={styles.label}>{later.starting.participants}</h2>
        <ul>
          <Participant person={me} mine />
          {chosen.value.map((person) => (
            <Participant key={person.id} person={person} />
          ))}
        </ul>
        <ReachSummary people={chosen.value} />
        {chosen.value.length >= PEOPLE_MAX - 1 && <p class={styles.hint}>{later.starting.full}</p>}
      </section>
      <AboutPatient />
      <div>
        <label class={styles.label}>
          {later.starting.subject} <span>{later.starting.optional}</span>
          <input
            class={styles.field}
            autocomplete="off"
            value={subject.value}
            maxLength={200}
            aria-describedby="subject-hint"
            onInput={(event) => (subject.value = event.currentTarget.value)}
          />
        </label>
        <p class={styles.hint} id="subject-hint">
          {later.starting.subjectHint}
        </p>
      </div>
      <label class={styles.label}>
        {later.starting.first} <span>{later.starting.optional}</span>
        <textarea
          class={styles.field}
          autocomplete="off"
          rows={4}
          value={firstMessage.value}
          onInput={(event) => (firstMessage.value = event.currentTarget.value)}
        />
      </label>
      {children}
    </div>
  );
}

function Participant({ person, mine = false }: { person: Person; mine?: boolean }) {
  const name = mine ? fr.you : fullName(person);
  return (
    <li class={styles.person}>
      <Face letters={initials(person)} />
      <div>
        <b>{name}</b>
        <span>{[person.profession, person.town].filter(Boolean).join(", ")}</span>
        {!mine && <ReachOf person={person} />}
      </div>
      {!mine && (
        <IconButton label={later.starting.remove(name)} onClick={() => toggle(person)}>
          <X />
        </IconButton>
      )}
    </li>
  );
}
