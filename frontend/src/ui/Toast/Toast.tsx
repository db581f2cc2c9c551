/** A sentence that goes by itself, never while one reads it or is about to act on it. */
import { useEffect, useRef } from "preact/hooks";
import { X } from "lucide-preact";
import { Button, IconButton } from "../Button/Button";
import styles from "./Toast.module.css";

export type Choice = { label: string; act: () => void };

type Props = { text: string; choices: Choice[]; closeLabel: string; onClose: () => void };

const STAYS = 10_000;

export function Toast({ text, choices, closeLabel, onClose }: Props) {
  const timer = useRef(0);
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
    <div class={styles.toast} onMouseEnter={stay} onMouseLeave={leave} onFocusCapture={stay} onBlurCapture={leave}>
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
