import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Users } from "lucide-preact";
import { directory } from "../../fr.directory";
import type { Team } from "../../protocol";
import { circles, loadCircles } from "../../store/circles";
import { canReceive } from "../directory/reach";
import { fullName, listed } from "../people";
import styles from "./MyTeams.module.css";
import type { Picking } from "./picking";

/** A whole team, at once. Those who cannot receive anything are left out, and named. */
export function MyTeams({ picking }: { picking: Picking }) {
  const said = useSignal("");
  useEffect(() => void loadCircles(), []);
  const teams = circles.value?.teams ?? [];
  if (teams.length === 0) return null;
  return (
    <section class={styles.teams}>
      <h3>{directory.mine.teams}</h3>
      {teams.map((team) => (
        <button
          key={team.id}
          type="button"
          class={styles.team}
          aria-label={directory.mine.addTeam(team.name, team.people.length)}
          onClick={() => (said.value = addTeam(team, picking))}
        >
          <Users /> <b class="cut">{team.name}</b> <span>{team.people.length}</span>
        </button>
      ))}
      <p role="status">{said.value}</p>
    </section>
  );
}

function addTeam({ name, people }: Team, { isChosen, isThere, toggle }: Picking): string {
  for (const one of people) {
    if (canReceive(one) && !isThere(one.person) && !isChosen(one.person)) toggle(one.person);
  }
  const out = people.filter((one) => !canReceive(one)).map(({ person }) => fullName(person));
  const added = directory.mine.teamAdded(name);
  return out.length > 0 ? `${added} ${directory.mine.leftOut(listed(out))}` : added;
}
