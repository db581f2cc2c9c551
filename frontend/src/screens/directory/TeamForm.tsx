import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { fr } from "../../fr";
import { directory } from "../../fr.directory";
import type { Team } from "../../protocol";
import { dropTeam, keepTeam } from "../../store/circles";
import { me } from "../../store/state";
import { Button } from "../../ui/Button/Button";
import { Question } from "../../ui/Question/Question";
import { ChosenPeople } from "../starting/ChosenPeople";
import { PEOPLE_MAX } from "../starting/composing";
import { PeoplePicker } from "../starting/PeoplePicker";
import { picking, type Picking } from "../starting/picking";
import styles from "./TeamForm.module.css";

/** A team that is made, or changed: its name, and who is in it. */
export function TeamForm({ team, onDone }: { team: Team; onDone: () => void }) {
  const name = useSignal(team.name);
  const picked = useMemo(() => pickingFor(team), []);
  const problem = useSignal<string | null>(null);
  const asked = useSignal(false);
  const finish = async (answer: Promise<string | null>) => {
    problem.value = await answer;
    if (problem.value === null) onDone();
  };
  const save = () => {
    const people = picked.chosen.value.map(({ id }) => id);
    if (name.value.trim() === "") problem.value = directory.team.needName;
    else if (people.length === 0) problem.value = directory.team.needOne;
    else void finish(keepTeam({ id: team.id, name: name.value }, people));
  };
  return (
    <div class={styles.form}>
      <h2>{team.name ? directory.team.edit(team.name) : directory.team.create}</h2>
      <label class={styles.label}>
        {directory.team.name}
        <input
          class={styles.field}
          autocomplete="off"
          maxLength={80}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </label>
      <ChosenPeople picking={picked} />
      <div class={styles.picker}>
        <PeoplePicker picking={picked} label={directory.team.who} teams={false} id="member" />
      </div>
      {problem.value && (
        <p class={styles.problem} role="alert">
          {problem.value}
        </p>
      )}
      <div class={styles.buttons}>
        <Button look="main" onClick={save}>
          {directory.team.save}
        </Button>
        <Button onClick={onDone}>{fr.cancel}</Button>
        {team.name && <Button onClick={() => (asked.value = true)}>{directory.team.remove}</Button>}
      </div>
      {asked.value && (
        <Question
          title={directory.team.removeTitle}
          yes={directory.team.remove}
          no={fr.cancel}
          onYes={() => void finish(dropTeam(team.id))}
          onNo={() => (asked.value = false)}
        >
          {directory.team.removeDetail}
        </Question>
      )}
    </div>
  );
}

function pickingFor(team: Team): Picking {
  const picked = picking({ most: PEOPLE_MAX - 1, isThere: ({ id }) => id === me.peek()?.person.id });
  picked.chosen.value = team.people.map(({ person }) => person);
  return picked;
}
