import { useEffect } from "preact/hooks";
import { MessageSquarePlus, Pencil, Plus } from "lucide-preact";
import { fr } from "../../fr";
import { directory } from "../../fr.directory";
import type { Team } from "../../protocol";
import { circles, circlesFailed, loadCircles } from "../../store/circles";
import { go } from "../../store/route";
import { Button, IconButton } from "../../ui/Button/Button";
import { chosen } from "../starting/composing";
import styles from "./MyLists.module.css";
import { PeopleLinks } from "./PeopleFound";
import { canReceive } from "./reach";

/** Favourite people and teams: what one sees before asking for anybody. */
export function MyLists({ open, edit }: { open: string; edit: (team: Team) => void }) {
  useEffect(() => void loadCircles(), []);
  const mine = circles.value;
  if (mine === null) return circlesFailed.value ? <Failed /> : <p class={styles.note}>{directory.find.before}</p>;
  return (
    <>
      <p class={styles.note}>{directory.find.before}</p>
      <h2 class={styles.group}>{directory.mine.favourites}</h2>
      {mine.favourites.length === 0 ? <p class={styles.note}>{directory.team.noFavourite}</p> : <PeopleLinks people={mine.favourites} open={open} />}
      <h2 class={styles.group}>{directory.mine.teams}</h2>
      {mine.teams.length === 0 && <p class={styles.note}>{directory.team.none}</p>}
      <ul>
        {mine.teams.map((team) => (
          <TeamRow key={team.id} team={team} edit={() => edit(team)} />
        ))}
      </ul>
      <p class={styles.note}>
        <Button onClick={() => edit({ id: crypto.randomUUID(), name: "", people: [] })}>
          <Plus />
          {directory.team.create}
        </Button>
      </p>
      <p class={styles.note}>{directory.team.private}</p>
    </>
  );
}

function TeamRow({ team, edit }: { team: Team; edit: () => void }) {
  const { name, people } = team;
  const write = () => {
    chosen.value = people.filter(canReceive).map(({ person }) => person);
    go({ composing: true });
  };
  return (
    <li class={styles.team}>
      <div>
        <b>{name}</b>
        <span>
          {directory.team.members(people.length)}
          {people.length > 0 && `\u00a0: ${people.map(({ person }) => person.family_name).join(", ")}`}
        </span>
      </div>
      {people.some(canReceive) && (
        <IconButton label={directory.team.write(name)} onClick={write}>
          <MessageSquarePlus />
        </IconButton>
      )}
      <IconButton label={directory.team.edit(name)} onClick={edit}>
        <Pencil />
      </IconButton>
    </li>
  );
}

function Failed() {
  return (
    <p class={styles.note} role="alert">
      {directory.team.failed} <Button onClick={() => void loadCircles()}>{fr.retry}</Button>
    </p>
  );
}
