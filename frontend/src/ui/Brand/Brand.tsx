import styles from "./Brand.module.css";

/** The name of the house, with its sign. */
export function Brand({ name }: { name: string }) {
  return (
    <span class={styles.brand}>
      <svg
        class={styles.mark}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d="M4 3v14a4 4 0 0 0 4 4h12" />
        <path d="M11 3v7a3 3 0 0 0 3 3h6" />
      </svg>
      <span>{name}</span>
    </span>
  );
}
