import { useEffect } from "preact/hooks";
import { fr } from "../../fr";
import { later } from "../../fr.later";
import { unreachable } from "../../protocol";
import { openLink, step } from "../../store/door";
import { arrivedBy } from "../../store/session";
import { Brand } from "../../ui/Brand/Brand";
import { offerCode } from "../lock/offerCode";
import { CodesStep } from "./CodesStep";
import { EnrolmentStep } from "./EnrolmentStep";
import { ForgottenStep } from "./ForgottenStep";
import { LinkStep } from "./LinkStep";
import { PasswordStep } from "./PasswordStep";
import { SecondStep } from "./SecondStep";
import styles from "./SignIn.module.css";

export function SignIn() {
  useEffect(() => {
    if (arrivedBy.value) void openLink(arrivedBy.value);
    return offerCode; // by whatever way they came in
  }, []);
  return (
    <main class={styles.gate}>
      <section class={styles.say}>
        <Brand name={fr.app} />
        <p class={styles.promise}>{later.signIn.promise}</p>
        <p class={styles.detail}>{later.signIn.detail}</p>
      </section>
      <div class={styles.enter}>
        <CurrentStep />
      </div>
      <div class={styles.warning}>
        <p>{later.signIn.warning}</p>
        <a href="/accessibilite">{later.signIn.accessibility}</a>
      </div>
    </main>
  );
}

function CurrentStep() {
  const here = step.value;
  switch (here.at) {
    case "password":
      return <PasswordStep />;
    case "forgotten":
      return <ForgottenStep sent={here.sent} />;
    case "link":
      return <LinkStep link={here.link} />;
    case "second":
      return <SecondStep half={here.half} />;
    case "enrolment":
      return <EnrolmentStep half={here.half} app={here.app} />;
    case "codes":
      return <CodesStep codes={here.codes} me={here.me} />;
    default:
      return unreachable(here);
  }
}
