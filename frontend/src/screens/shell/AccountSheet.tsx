import { useSignal } from "@preact/signals";
import { Bell, Handshake, KeyRound, LogOut, Mail, MapPin } from "lucide-preact";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import type { Me } from "../../protocol";
import { back, go } from "../../store/route";
import { signOut, unsent } from "../../store/session";
import { Button } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { lazily } from "../../ui/lazily";
import { Sheet } from "../../ui/Sheet/Sheet";
import { Locking } from "../account/Locking";
import { MyAbsence } from "../account/MyAbsence";
import { MyPhone } from "../account/MyPhone";
import { Sessions } from "../account/Sessions";
import { fullName, signed } from "../people";
import { singleKeys } from "../shortcuts";
import { theme, type Theme } from "../theme";
import styles from "./AccountSheet.module.css";

const Security = lazily(async () => (await import("../security/Security")).Security, fr.notFetched);

const THEMES: Theme[] = ["light", "dark", "system"];

export function AccountSheet({ me }: { me: Me }) {
  const { person, hand } = me;
  return (
    <Sheet title={later.account.title} closeLabel={fr.close} onClose={back}>
      <div class={styles.account}>
        <p>
          <b>{signed(fullName(person), hand)}</b>
          <span>{person.profession}</span>
          <span>{[person.structure, person.town].filter(Boolean).join(", ")}</span>
        </p>
        {me.roles && (
          <Button wide onClick={() => go({ sheet: "duties" })}>
            <Handshake />
            {later.account.duties}
          </Button>
        )}
        <Button wide onClick={() => go({ sheet: "activity" })}>
          <MapPin />
          {later.account.activity}
        </Button>
        <Button wide onClick={() => go({ sheet: "notifications" })}>
          <Bell />
          {later.account.notifications}
        </Button>
        <Button wide onClick={() => go({ sheet: "mailboxes" })}>
          <Mail />
          {later.account.mailboxes}
        </Button>
        <fieldset class={styles.themes}>
          <legend>{later.account.theme}</legend>
          {THEMES.map((one) => (
            <label key={one}>
              <input type="radio" name="theme" checked={theme.value === one} onChange={() => (theme.value = one)} />
              {later.account[one]}
            </label>
          ))}
        </fieldset>
        {layout.value !== "phone" && (
          <label class={styles.keys}>
            <input
              type="checkbox"
              checked={singleKeys.value}
              onChange={(event) => (singleKeys.value = event.currentTarget.checked)}
            />
            <span>
              {later.account.keys}
              <span>{later.account.keysDetail}</span>
            </span>
          </label>
        )}
        {me.protection && (
          <Button wide onClick={() => go({ sheet: "protection" })}>
            <KeyRound />
            {later.protection.open}
          </Button>
        )}
        <Locking minutes={me.lock_after / 60} />
        <MyAbsence />
        <MyPhone />
        <Sessions />
        <Security />
        <Leaving />
        <a class={styles.statement} href="/accessibilite">
          {later.account.accessibility}
        </a>
      </div>
    </Sheet>
  );
}

/** Signing out wipes what has not left: that is said first. */
function Leaving() {
  const asked = useSignal(false);
  if (!asked.value || unsent.value === 0) {
    return (
      <Button wide onClick={() => (unsent.value > 0 ? (asked.value = true) : void signOut())}>
        <LogOut />
        {later.account.signOut}
      </Button>
    );
  }
  return (
    <div class={styles.warning} role="alert">
      <p>{later.account.unsent(unsent.value)}</p>
      <Button look="main" wide onClick={() => (asked.value = false)}>
        {later.account.stay}
      </Button>
      <Button wide onClick={() => void signOut()}>
        {later.account.signOutAnyway}
      </Button>
    </div>
  );
}
