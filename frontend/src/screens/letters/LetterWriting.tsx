import { useEffect } from "preact/hooks";
import { Mail, X } from "lucide-preact";
import { writing as words } from "../../fr.writing";
import { beginLetter, draftsReady, letterDraft, loadLetterDrafts } from "../../store/letterDrafts";
import { boxOf, loadMailboxes, mailboxes } from "../../store/mailboxes";
import { back, go, hrefOf } from "../../store/route";
import { Blank } from "../../ui/Blank/Blank";
import { Button, buttonClass, IconButton } from "../../ui/Button/Button";
import { layout } from "../../ui/Layout/layout";
import { NetworkLine } from "../thread/NetworkLine";
import { Earlier } from "./Earlier";
import { LetterForm } from "./LetterForm";
import styles from "./LetterWriting.module.css";
import { useLeaving } from "./leaving";

/** Where a courrier is written: in place of the list and the thread. `id`: its draft; "": it begins. */
export function LetterWriting({ id }: { id: string }) {
  useEffect(() => {
    void loadMailboxes();
    void loadLetterDrafts();
    if (id === "") go({ writing: beginLetter() }, "replace");
  }, []);
  const draft = letterDraft(id);
  const leaving = useLeaving(id);
  const phone = layout.value === "phone";
  const linked = mailboxes.value === null || boxOf(null) !== undefined;
  return (
    <main class={styles.page} aria-label={words.title}>
      <header class={styles.strip}>
        {phone && (
          <IconButton label={words.close} onClick={back}>
            <X />
          </IconButton>
        )}
        <Mail />
        <h1>{words.title}</h1>
        <p>{words.detail}</p>
        {phone ? (
          draft && (
            <Button disabled={leaving.busy.value} onClick={() => void leaving.send()}>
              <Mail />
              {words.sendShort}
            </Button>
          )
        ) : (
          <Button onClick={back}>
            <X />
            {words.close}
          </Button>
        )}
      </header>
      {!linked && (
        <p class={styles.unlinked}>
          {words.noBox}{" "}
          <a class={buttonClass("link")} href={hrefOf({ sheet: "mailboxes" })}>
            {words.linkBox}
          </a>
        </p>
      )}
      {draft ? (
        <div class={styles.desk}>
          <LetterForm draft={draft} leaving={leaving} />
          {draft.conversation && (draft.answers ?? draft.replaces) && <Earlier key={draft.id} draft={draft} />}
        </div>
      ) : (
        id !== "" && draftsReady.value && <Gone />
      )}
      <NetworkLine />
    </main>
  );
}

function Gone() {
  return (
    <Blank icon={Mail} title={words.gone} centred>
      <p>{words.goneDetail}</p>
      <p>
        <a class={buttonClass("link")} href={hrefOf({ filter: "mail", conversation: null, sheet: null, seq: null })}>
          {words.toLetters}
        </a>
      </p>
    </Blank>
  );
}
