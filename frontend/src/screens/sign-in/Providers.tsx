import { useSignal } from "@preact/signals";
import { openid } from "../../fr.openid";
import { identify, type Offered } from "../../store/identifying";
import styles from "./Providers.module.css";

type Provider = Offered[number];

/** Above the form: most people come in by these. */
export function Providers({ offered, shared }: { offered: Offered; shared: boolean }) {
  const leavingFor = useSignal<string | null>(null);
  const leave = async ({ id, name }: Provider) => {
    leavingFor.value = name;
    if (!(await identify(id, shared))) leavingFor.value = null;
  };

  return (
    <div class={styles.providers}>
      {offered.map((one) => (
        <button key={one.id} type="button" disabled={leavingFor.value !== null} onClick={() => void leave(one)}>
          <Card />
          <span>
            {openid.identify(one.name)}
            <span>{openid.means[one.id]}</span>
          </span>
        </button>
      ))}
      <p class="sr" role="status">
        {leavingFor.value && openid.leaving(leavingFor.value)}
      </p>
      <p class={styles.or}>
        <span>{openid.or}</span>
      </p>
    </div>
  );
}

/** A professional's card and its chip. Our own drawing: the official marks are the State's. */
function Card() {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
      <rect x="4" y="9" width="32" height="22" rx="3" />
      <rect x="9" y="15" width="8" height="7" rx="1.5" />
      <path d="M9 18.5h8M13 15v7M22 16h9M22 21h6M9 26.5h14" stroke-linecap="round" />
      <path d="m26 26 2.5 2.5L33 24" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
