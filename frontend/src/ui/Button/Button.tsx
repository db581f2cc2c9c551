import type { ComponentChildren, JSX } from "preact";
import styles from "./Button.module.css";

type Props = JSX.IntrinsicElements["button"] & {
  look?: "main" | "plain" | "link";
  wide?: boolean;
  children?: ComponentChildren;
};

export function Button({ look, wide, class: extra, ...rest }: Props) {
  return <button type="button" {...rest} class={buttonClass(look, wide, extra as string)} />;
}

/** A button that is only its icon: its name is read aloud and shown on hover. */
export function IconButton({ label, class: extra, ...rest }: Props & { label: string }) {
  return (
    <button type="button" title={label} aria-label={label} {...rest} class={`${styles.button} ${styles.icon} ${extra ?? ""}`} />
  );
}

/** For a link that looks like a button. */
export function buttonClass(look?: "main" | "plain" | "link", wide = false, extra = ""): string {
  const base = look === "link" ? styles.link : `${styles.button} ${look ? styles[look] : ""}`;
  return `${base} ${wide ? styles.wide : ""} ${extra}`;
}
