import { fr } from "../fr";
import { network } from "../store/network";
import { arrivedBy, locked, me } from "../store/session";
import { Brand } from "../ui/Brand/Brand";
import { lazily } from "../ui/lazily";
import styles from "./App.module.css";
import { Shell } from "./shell/Shell";

// Whoever is signed in already, as most are who open the page, needs none of it.
const SignIn = lazily(async () => (await import("./sign-in/SignIn")).SignIn, fr.notFetched);

// Opened without a network: the service worker had kept it.
const Offline = lazily(async () => (await import("./Offline")).Offline, fr.notFetched);

// Fetched by the shell, too (lock/welcome.ts): it is wanted when the network may be away.
const LockScreen = lazily(async () => (await import("./lock/LockScreen")).LockScreen, fr.notFetched);

export function App() {
  if (locked.value) return <LockScreen />;
  if (me.value === undefined) return <Opening />;
  if (me.value === null || arrivedBy.value) return <SignIn />;
  return <Shell me={me.value} />;
}

/** Not known yet whether someone is signed in: neither page may flash by. */
function Opening() {
  return (
    <main class={styles.opening} aria-busy="true">
      <Brand name={fr.app} />
      <h1 class="sr">{fr.opening}</h1>
      {network.value.state !== "connected" && <Offline />}
    </main>
  );
}
