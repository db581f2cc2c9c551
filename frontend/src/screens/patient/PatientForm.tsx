import { useSignal, type Signal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { later } from "../../fr.later";
import type { NewPatient } from "../../protocol";
import { Button } from "../../ui/Button/Button";
import { now } from "../clock";
import styles from "./PatientForm.module.css";
import { identityOf, NOTHING, problemsOf, type Problems, saysOtherwise, type Typed } from "./typed";

/** An identity, typed. What is wrong is said beside its field, once one has tried to save. */
export function PatientForm({ save, onTyped }: { save: string; onTyped: (patient: NewPatient) => void }) {
  const typed = useSignal(NOTHING);
  const tried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = tried.value ? problemsOf(typed.value, now.value) : {};
  const field = { typed, problems };

  const submit = () => {
    tried.value = true;
    const [first] = Object.keys(problemsOf(typed.value, now.value));
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else onTyped(identityOf(typed.value));
  };
  return (
    <form
      ref={form}
      class={styles.form}
      // The browser's own bubbles speak its language, not the field's.
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field {...field} name="birth_name" label={later.patient.birthName} required />
      <Field {...field} name="birth_first_names" label={later.patient.birthFirstNames} required />
      <Field {...field} name="birth_date" label={later.patient.birthDate} hint={later.patient.dateHint} required numeric />
      <Sex {...field} />
      <Field {...field} name="birth_place" label={later.patient.birthPlace} hint={later.patient.placeHint} />
      <Field {...field} name="used_name" label={later.patient.usedName} />
      <Field {...field} name="used_first_name" label={later.patient.usedFirstName} />
      <Matricule {...field} />
      <Paper typed={typed} />
      <Button look="main" type="submit" wide>
        {save}
      </Button>
    </form>
  );
}

type Given = { typed: Signal<Typed>; problems: Problems };
type Words = "birth_name" | "birth_first_names" | "birth_date" | "birth_place" | "used_name" | "used_first_name" | "matricule" | "key";
type FieldProps = Given & { name: Words; label: string; hint?: string; required?: boolean; numeric?: boolean };

function Field({ typed, problems, name, label, hint, required = false, numeric = false }: FieldProps) {
  const id = useId();
  const problem = problems[name];
  return (
    <div class={styles.field}>
      <label for={id}>
        {label} {!required && name !== "key" && <span>{later.starting.optional}</span>}
      </label>
      <input
        id={id}
        name={name}
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        inputMode={numeric ? "numeric" : "text"}
        aria-required={required}
        aria-invalid={problem !== undefined}
        aria-describedby={problem || hint ? `${id}-hint` : undefined}
        value={typed.value[name]}
        onInput={(event) => (typed.value = { ...typed.value, [name]: event.currentTarget.value })}
      />
      <Hint id={`${id}-hint`} problem={problem} hint={hint} />
    </div>
  );
}

function Hint({ id, problem, hint }: { id: string; problem: string | undefined; hint?: string | undefined }) {
  if (!problem && !hint) return null;
  return (
    <p id={id} class={problem ? styles.problem : styles.hint}>
      {problem ?? hint}
    </p>
  );
}

function Sex({ typed, problems }: Given) {
  const id = useId();
  return (
    <fieldset class={styles.field} aria-describedby={problems.sex ? id : undefined}>
      <legend>{later.patient.sex}</legend>
      <div class={styles.choices}>
        {(["F", "M", "I"] as const).map((sex) => (
          <label key={sex}>
            <input
              type="radio"
              name="sex"
              checked={typed.value.sex === sex}
              onChange={() => (typed.value = { ...typed.value, sex })}
            />
            {later.patient.sexes[sex]}
          </label>
        ))}
      </div>
      <Hint id={id} problem={problems.sex} />
    </fieldset>
  );
}

function Matricule(given: Given) {
  const { typed, problems } = given;
  const id = useId();
  return (
    <>
      <div class={styles.number}>
        <Field {...given} name="matricule" label={later.patient.matricule} />
        <Field {...given} name="key" label={later.patient.key} numeric />
        <div class={styles.field}>
          <label for={id}>{later.patient.nature}</label>
          <select
            id={id}
            name="nature"
            aria-invalid={problems.nature !== undefined}
            aria-describedby={problems.nature ? `${id}-hint` : undefined}
            value={typed.value.nature}
            onChange={(event) => (typed.value = { ...typed.value, nature: event.currentTarget.value === "nia" ? "nia" : "nir" })}
          >
            <option value="nir">{later.patient.natures.nir}</option>
            <option value="nia">{later.patient.natures.nia}</option>
          </select>
          <Hint id={`${id}-hint`} problem={problems.nature} />
        </div>
      </div>
      <p class={styles.hint}>{later.patient.matriculeHint}</p>
      <div role="status">{saysOtherwise(typed.value) && <p class={styles.doubt}>{later.patient.saysOtherwise}</p>}</div>
    </>
  );
}

function Paper({ typed }: { typed: Signal<Typed> }) {
  const id = useId();
  return (
    <div class={styles.paper}>
      <label>
        <input
          type="checkbox"
          checked={typed.value.paper}
          aria-describedby={id}
          onChange={(event) => (typed.value = { ...typed.value, paper: event.currentTarget.checked })}
        />
        {later.patient.paper}
      </label>
      <p id={id} class={styles.hint}>
        {later.patient.paperHint}
      </p>
    </div>
  );
}
