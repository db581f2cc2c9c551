import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { notices } from "../../fr.notices";
import type { Row } from "../../protocol";
import { readNotices, wantedOf } from "../../store/notifying";
import { IconButton } from "../../ui/Button/Button";
import { Menu } from "../../ui/Menu/Menu";
import { now } from "../clock";
import { stateWords } from "./bell";
import { bellActions, ICONS } from "./bellActions";

/** Of what a conversation tells me: mine alone. */
export function Bell({ row }: { row: Row }) {
  const open = useSignal(false);
  useEffect(() => void readNotices(), []);
  const place = useRef<HTMLSpanElement>(null);
  const opener = {
    get current() {
      return place.current?.querySelector("button") ?? null;
    },
  };
  const { level, until } = wantedOf(row, now.value);
  const Icon = ICONS[level];
  return (
    <span ref={place}>
      <IconButton
        label={notices.bell.now(stateWords(level, until, now.value))}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <Icon />
      </IconButton>
      {open.value && <Menu label={notices.bell.title} actions={bellActions(row)} near={opener} onClose={() => (open.value = false)} />}
    </span>
  );
}
