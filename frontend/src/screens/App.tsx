import { fr } from "../fr";
import { me } from "../store/session";
import { Brand } from "../ui/Brand/Brand";
import styles from "./App.module.css";
import { Shell } from "./shell/Shell";
import { SignIn } from "./sign-in/SignIn";

export function App() {
  if (me.value === null) return <SignIn />;
  if (me.value === undefined) return <Opening />;
  return <Shell me={me.value} />;
}

/** Not known yet whether someone is signed in: neither page may flash by. */
function Opening() {
  return (
    <main class={styles.opening} aria-busy="true">
      <Brand name={fr.app} />
      <h1 class="sr">{fr.opening}</h1>
    </main>
  );
}
