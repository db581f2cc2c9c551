/** A sentence that goes by itself, never while one reads it or is about to act on it. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { X } from "lucide-preact";
import { Button, IconButton } from "../Button/Button";
import styles from "./Toast.module.css";

export type Choice = { label: string; act: () => void };

type Props = { text: string; choices: Choice[]; closeLabel: string; onClose: () => void };

const STAYS = 10_000;
const GLANCE = 200;

export function Toast({ text, choices, closeLabel, onClose }: Props) {
  const timer = useRef(0);
  const toast = useRef<HTMLDivElement>(null);
  useLifted(toast);
  const stay = () => clearTimeout(timer.current);
  const leave = () => {
    stay();
    timer.current = window.setTimeout(onClose, STAYS);
  };
  useEffect(() => {
    leave();
    return stay;
  }, [text]);

  return (
    <div ref={toast} class={styles.toast} onMouseEnter={stay} onMouseLeave={leave} onFocusCapture={stay} onBlurCapture={leave}>
      <p>{text}</p>
      {choices.map(({ label, act }) => (
        <Button
          key={label}
          look="link"
          onClick={() => {
            onClose();
            act();
          }}
        >
          {label}
        </Button>
      ))}
      <IconButton label={closeLabel} onClick={onClose}>
        <X />
      </IconButton>
    </div>
  );
}

/** Over what stands at the foot of the place, which one may be about to press. That changes meanwhile: a line more, another place. */
function useLifted(toast: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const lift = () => toast.current?.style.setProperty("--foot", `${foot()}px`);
    lift();
    const timer = setInterval(lift, GLANCE);
    return () => clearInterval(timer);
  }, []);
}

function foot(): number {
  const standing = [...document.querySelectorAll("[data-foot]")].map((one) => one.getBoundingClientRect().top);
  return Math.max(0, window.innerHeight - Math.min(...standing));
}
