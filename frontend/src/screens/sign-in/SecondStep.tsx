import { door } from "../../fr.door";
import type { Halfway } from "../../protocol";
import { busy, giveCode, givePasskey, startAgain } from "../../store/door";
import { Button } from "../../ui/Button/Button";
import { Problem, Title } from "./parts";
import { SecondFactor } from "./SecondFactor";
import styles from "./SignIn.module.css";

export function SecondStep({ half }: { half: Halfway }) {
  return (
    <section class={styles.form}>
      <Title>{door.second.title}</Title>
      <p>{door.second.why}</p>
      <Problem />
      <SecondFactor
        half={half}
        byPasskey={() => void givePasskey(half.ticket)}
        byCode={(by, code) => void giveCode(half.ticket, by, code)}
        busy={busy.value}
      />
      <p class={styles.other}>
        <Button look="link" onClick={startAgain}>
          {door.again}
        </Button>
      </p>
    </section>
  );
}
