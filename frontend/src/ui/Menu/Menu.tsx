/** A button and the actions it opens. Arrows move, Esc closes and gives the focus back. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Check, type LucideIcon } from "lucide-preact";
import styles from "./Menu.module.css";

/** `on`: the mark is set; the label says what choosing it would do. `checked`: of choices, this is the one. */
export type Action = { icon: LucideIcon; label: string; act: () => void; on?: boolean; checked?: boolean };

type Props = { label: string; actions: Action[]; near: RefObject<HTMLElement>; onClose: () => void };

/** Mounted when open. `near`: the element it belongs to. Plain and fixed: Firefox 115 has no popover. */
export function Menu({ label, actions, near, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const leave = () => {
    near.current?.focus({ preventScroll: true });
    onClose();
  };

  useEffect(() => {
    if (!menu.current) return;
    place(menu.current, near.current);
    menu.current.querySelector("button")?.focus({ preventScroll: true });
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose();
    };
    // A message comes, or a phone's keyboard goes: what one was about to choose does not go with it.
    const follow = () => {
      if (!isInSight(near.current)) onClose();
      else if (menu.current) place(menu.current, near.current);
    };
    const happenings = { pointerdown: outside, focusin: outside, scroll: follow, resize: follow };
    const all = Object.entries(happenings);
    all.forEach(([name, hear]) => window.addEventListener(name, hear, true));
    return () => all.forEach(([name, hear]) => window.removeEventListener(name, hear, true));
  }, []);

  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      class={styles.menu}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" || event.key === "Tab") leave();
        else move(event);
      }}
    >
      {actions.map(({ icon: Icon, label: name, act, on, checked }) => (
        <button
          key={name}
          type="button"
          role={checked === undefined ? "menuitem" : "menuitemradio"}
          aria-checked={checked}
          class={`${styles.action} ${on ? styles.on : ""}`}
          onClick={() => {
            leave();
            act();
          }}
        >
          <Icon />
          {name}
          {checked && <Check class={styles.check} />}
        </button>
      ))}
    </div>
  );
}

function isInSight(near: HTMLElement | null): boolean {
  const at = near?.getBoundingClientRect();
  return at !== undefined && at.bottom >= 0 && at.top <= window.innerHeight;
}

function place(menu: HTMLElement, near: HTMLElement | null): void {
  if (!near) return;
  const anchor = near.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = anchor.bottom + height + 8 <= window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(anchor.right - width, window.innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? anchor.bottom + 4 : anchor.top - height - 4)}px`;
}

function move(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const choices = [...event.currentTarget.querySelectorAll("button")];
  const at = choices.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  choices.at(to % choices.length)?.focus();
}
