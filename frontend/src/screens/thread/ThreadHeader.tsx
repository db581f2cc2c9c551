import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Archive, ArchiveRestore, ChevronLeft, EllipsisVertical, SquareCheck, Star, UserPlus, Users } from "lucide-preact";
import { fr } from "../../fr";
import type { Row } from "../../protocol";
import { back, hrefOf, route } from "../../store/route";
import { buttonClass, IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { lazily } from "../../ui/lazily";
import { archiveOrRestore, star, tick } from "../marking";
import { heading } from "../people";
import { AwaitedHere } from "./AwaitedHere";
import styles from "./ThreadHeader.module.css";

const MoreMenu = lazily(async () => (await import("./MoreMenu")).MoreMenu, fr.notFetched);
const Bell = lazily(async () => (await import("../notifications/Bell")).Bell, () => null);

export function ThreadHeader({ row }: { row: Row }) {
  const phone = layout.value === "phone";
  const title = useRef<HTMLHeadingElement>(null);
  // A place has taken another's: whoever cannot see it hears its name.
  useEffect(() => {
    if (phone && route.value.sheet === null) title.current?.focus({ preventScroll: true });
  }, [row.id]);
  return (
    <header class={`${styles.head} ${phone ? styles.phone : ""}`}>
      {phone && (
        <IconButton label={fr.thread.back} onClick={back}>
          <ChevronLeft />
        </IconButton>
      )}
      <div class={styles.title}>
        <h1 ref={title} title={heading(row)} tabIndex={-1}>
          {heading(row)}
        </h1>
        {phone && <People row={row} />}
      </div>
      <AwaitedHere />
      {!phone && (
        <>
          <People row={row} />
          <Marks row={row} />
        </>
      )}
      <Add row={row} />
      <More row={row} />
    </header>
  );
}

function People({ row }: { row: Row }) {
  const open = route.value.sheet === "people";
  const name = fr.thread.participants(row.member_count);
  const phone = layout.value === "phone";
  return (
    <a
      class={phone ? styles.under : buttonClass("plain")}
      href={open ? hrefOf({ sheet: null, seq: null }) : hrefOf({ sheet: "people", seq: null })}
      aria-label={name}
      title={phone ? undefined : name}
    >
      {!phone && <Users />}
      {phone ? name : row.member_count}
    </a>
  );
}

function Add({ row }: { row: Row }) {
  if (row.left || row.kind === "mail") return null;
  const to = route.value.sheet === "add" ? null : ("add" as const);
  return (
    <a class={buttonClass("plain", false, styles.add)} href={hrefOf({ sheet: to, seq: null })} aria-label={fr.members.add} title={fr.members.add}>
      <UserPlus />
    </a>
  );
}

export function Marks({ row }: { row: Row }) {
  const { favourite, todo, archived } = row.place;
  return (
    <span class={styles.marks}>
      <IconButton label={fr.marks.favourite} aria-pressed={favourite} onClick={() => star(row)}>
        <Star />
      </IconButton>
      <IconButton label={fr.marks.tick} aria-pressed={todo} onClick={() => tick(row)}>
        <SquareCheck />
      </IconButton>
      <IconButton label={archived ? fr.marks.unarchive : fr.marks.archive} onClick={() => archiveOrRestore(row)}>
        {archived ? <ArchiveRestore /> : <Archive />}
      </IconButton>
      {!row.left && <Bell row={row} />}
    </span>
  );
}

export function More({ row }: { row: Row }) {
  const open = useSignal(false);
  const button = useRef<HTMLSpanElement>(null);
  const opener = {
    get current() {
      return button.current?.querySelector("button") ?? null;
    },
  };
  return (
    <span ref={button}>
      <IconButton label={fr.more} aria-haspopup="menu" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <EllipsisVertical />
      </IconButton>
      {open.value && <MoreMenu row={row} near={opener} onClose={() => (open.value = false)} />}
    </span>
  );
}
