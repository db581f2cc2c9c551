import { door } from "../../fr.door";
import type { CodeAppSetUp } from "../../protocol";
import { Square } from "../../ui/Square/Square";
import { CodeForm } from "./CodeForm";
import styles from "./SignIn.module.css";

type Props = { app: CodeAppSetUp; busy: boolean; give: (code: string) => void };

/** The secret as a picture, as letters, and as a link for who is on the telephone itself. */
export function AppSetUp({ app, busy, give }: Props) {
  const words = door.enrolment;
  return (
    <>
      <p>{words.scan}</p>
      <Square rows={app.picture} label={words.picture} />
      <p class={styles.hint}>
        {words.type} <code class={styles.secret}>{app.secret}</code>
      </p>
      <p class={styles.other}>
        <a href={app.address}>{words.sameDevice}</a>
      </p>
      <CodeForm by="code" busy={busy} give={give} label={words.code} />
    </>
  );
}
