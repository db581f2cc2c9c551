import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Mail, MessageSquarePlus, Phone, Star, Users, X } from "lucide-preact";
import { directory } from "../../fr.directory";
import type { Card } from "../../protocol";
import { setStar } from "../../store/circles";
import { learn } from "../../store/directory";
import { cardOf } from "../../store/people";
import { go } from "../../store/route";
import { me } from "../../store/state";
import { Button, IconButton } from "../../ui/Button/Button";
import { Face } from "../../ui/Face/Face";
import { fullName, initials } from "../people";
import { writeLetterTo } from "../letters/writingTo";
import { sayIfRefused } from "../notices";
import { chosen } from "../starting/composing";
import styles from "./PersonCard.module.css";
import { canReceive } from "./reach";
import { spaced } from "./phone";
import { Reach } from "./Reach";

type Got = { card: Card | null; problem: string | null };

/** All that is said of somebody, and the ways to reach them. */
export function PersonCard({ person, onClose }: { person: string; onClose?: () => void }) {
  const got = useSignal<Got>({ card: null, problem: null });
  useEffect(() => {
    let wanted = true;
    const read = (card: Card) => {
      learn([card.found]);
      if (wanted) got.value = { card, problem: null };
    };
    cardOf(person).then(read, (no: Error) => wanted && (got.value = { card: null, problem: no.message }));
    return () => void (wanted = false);
  }, []);
  const { card, problem } = got.value;
  if (problem !== null) {
    return (
      <p class={styles.card} role="alert">
        {directory.card.failed} {problem}
      </p>
    );
  }
  if (card === null) return <p class={styles.card} aria-busy="true" />;
  return (
    <article class={styles.card}>
      <Head card={card} {...(onClose ? { onClose } : {})} />
      {card.namesakes > 0 && (
        <p class={styles.namesakes}>
          <Users />
          {directory.card.namesakes(card.namesakes)}
        </p>
      )}
      {card.found.person.id !== me.value?.person.id && <Acts card={card} />}
      <Activities card={card} />
      {card.mailboxes.length > 0 && (
        <section>
          <h3>{directory.card.mailboxes}</h3>
          <ul>
            {card.mailboxes.map((address) => (
              <li key={address} class={styles.address}>
                {address}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

function Head({ card: { found, rpps }, onClose }: { card: Card; onClose?: () => void }) {
  return (
    <header class={styles.head}>
      <Face letters={initials(found.person)} />
      <div>
        <h2>{fullName(found.person)}</h2>
        <p>{found.person.profession}</p>
        {rpps && <p class={styles.number}>{directory.card.rpps(rpps)}</p>}
        <Reach reach={found.reach} />
        {found.reach.phone && <Call number={found.reach.phone} />}
      </div>
      {onClose && (
        <IconButton label={directory.close} onClick={onClose}>
          <X />
        </IconButton>
      )}
    </header>
  );
}

function Acts({ card }: { card: Card }) {
  const { found } = card;
  const starred = useSignal(found.favourite);
  const problem = useSignal<string | null>(null);
  const turn = async () => {
    problem.value = await setStar(found.person.id, !starred.value);
    if (problem.value === null) starred.value = !starred.value;
  };
  const write = () => {
    chosen.value = [found.person];
    go({ composing: true });
  };
  return (
    <div class={styles.acts}>
      {canReceive(found) && (
        <Button look="main" onClick={write}>
          <MessageSquarePlus />
          {directory.card.write}
        </Button>
      )}
      {card.mailboxes.length > 0 && (
        <Button onClick={() => void sayIfRefused(writeLetterTo(found.person, card.mailboxes[0] ?? ""))}>
          <Mail />
          {directory.card.writeLetter}
        </Button>
      )}
      <Button aria-pressed={starred.value} onClick={() => void turn()}>
        <Star class={starred.value ? styles.on : ""} />
        {starred.value ? directory.card.unstar : directory.card.star}
      </Button>
      {problem.value && <p role="alert">{problem.value}</p>}
    </div>
  );
}

function Call({ number }: { number: string }) {
  return (
    <a class={styles.call} href={`tel:${number.replace(/[^\d+]/g, "")}`} aria-label={directory.card.call(spaced(number))}>
      <Phone /> {spaced(number)}
    </a>
  );
}

function Activities({ card }: { card: Card }) {
  return (
    <section>
      <h3>{directory.card.activities}</h3>
      {card.activities.length === 0 && <p>{[card.found.person.structure, card.found.person.town].filter(Boolean).join(", ") || directory.card.noActivity}</p>}
      <ul>
        {card.activities.map((one, nth) => (
          <li key={nth} class={styles.activity}>
            <b>{[one.profession, one.speciality].filter(Boolean).join(", ")}</b>
            {[one.role, one.structure, one.address, one.town].filter(Boolean).map((line) => (
              <span key={line}>{line}</span>
            ))}
            {one.phone && <Call number={one.phone} />}
          </li>
        ))}
      </ul>
      {card.phone_kept && <p class={styles.kept}>{directory.card.phoneKept}</p>}
    </section>
  );
}

