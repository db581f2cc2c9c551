import { security as words } from "../../fr.security";
import type { Security } from "../../protocol";
import { passkeysWork } from "../../store/door";
import { busy, wish, type Wish } from "../../store/security";
import { Button } from "../../ui/Button/Button";
import { moment } from "../times";
import styles from "./Security.module.css";

/** What I sign in with. */
export function Factors({ mine, saved }: { mine: Security; saved: boolean }) {
  return (
    <>
      <p>{words.why}</p>
      <Passkeys mine={mine} />
      <div class={styles.part}>
        <h4>{words.app}</h4>
        {mine.code_app_since ? (
          <div class={styles.line}>
            <span>{words.appSince(moment(mine.code_app_since, new Date()))}</span>
            <Do what={{ do: "remove", passkey: null }} label={words.removeThis(words.theApp)} text={words.remove} />
          </div>
        ) : (
          <p>{words.noApp}</p>
        )}
        <Do what={{ do: "app" }} text={mine.code_app_since ? words.changeApp : words.setUpApp} />
      </div>
      <div class={styles.part}>
        <h4>{words.recovery}</h4>
        <p>{words.left(mine.recovery_left)}</p>
        <Do what={{ do: "codes" }} text={words.renew} />
      </div>
      <div class={styles.part}>
        <h4>{words.password}</h4>
        <p>{words.username(mine.username)}</p>
        {saved && <p role="status">{words.passwordSaved}</p>}
        <Do what={{ do: "password" }} text={words.changePassword} />
      </div>
    </>
  );
}

function Passkeys({ mine }: { mine: Security }) {
  const now = new Date();
  return (
    <div class={styles.part}>
      <h4>{words.passkeys}</h4>
      {mine.passkeys.length === 0 && <p>{words.noPasskey}</p>}
      <ul>
        {mine.passkeys.map(({ id, name, created_at, last_used_at }) => (
          <li key={id} class={styles.line}>
            <span>
              <b>{name}</b>
              <span>
                {words.made(moment(created_at, now))}, {last_used_at ? words.used(moment(last_used_at, now)) : words.neverUsed}
              </span>
            </span>
            <Do what={{ do: "remove", passkey: id }} label={words.removeThis(name)} text={words.remove} />
          </li>
        ))}
      </ul>
      {passkeysWork() && <Do what={{ do: "passkey" }} text={words.addPasskey} />}
    </div>
  );
}

function Do({ what, text, label }: { what: Wish; text: string; label?: string }) {
  return (
    <Button disabled={busy.value} aria-label={label} onClick={() => void wish(what)}>
      {text}
    </Button>
  );
}
