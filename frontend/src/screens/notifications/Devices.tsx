import { Monitor, Smartphone } from "lucide-preact";
import { notifications as words } from "../../fr.notifications";
import type { PushDevice } from "../../protocol";
import { push, removeDevice } from "../../store/push";
import { Button } from "../../ui/Button/Button";
import { sayIfRefused } from "../notices";
import { moment } from "../times";
import styles from "./parts.module.css";

/** Every machine that rings for me; one that went silent is told, and taken away from here. */
export function Devices() {
  if (!push.value) return null;
  const { devices } = push.value;
  return (
    <section class={styles.section} aria-labelledby="my-devices">
      <h2 id="my-devices">{words.devices.title}</h2>
      {devices.length === 0 && <p>{words.devices.none}</p>}
      {devices.length > 0 && (
        <ul class={styles.devices}>
          {devices.map((device) => (
            <Device key={device.id} device={device} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Device({ device }: { device: PushDevice }) {
  const Icon = /iPhone|iPad|Android/.test(device.name) ? Smartphone : Monitor;
  return (
    <li>
      <Icon />
      <span>
        <b>{device.name}</b> {device.this && <span>{words.devices.here}</span>}
        <span class={device.state === "working" ? "" : styles.silent}>{stateOf(device)}</span>
      </span>
      {!device.this && (
        <Button look="link" aria-label={words.devices.removeThis(device.name)} onClick={() => void sayIfRefused(removeDevice(device.id))}>
          {words.devices.remove}
        </Button>
      )}
    </li>
  );
}

function stateOf({ state, last_success_at, since }: PushDevice): string {
  if (state !== "working") return words.devices[state];
  const now = new Date();
  return last_success_at ? words.devices.last(moment(last_success_at, now)) : words.devices.never(moment(since, now));
}
