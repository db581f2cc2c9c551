import { ChevronRight, ClipboardCheck, TriangleAlert } from "lucide-preact";
import { fr } from "../../fr";
import { openRequests } from "../../store/requests";
import { hrefOf } from "../../store/route";
import styles from "./RequestsLine.module.css";

/** Over the list, whatever it holds: what somebody still waits for. Nothing open, no line. */
export function RequestsLine() {
  const open = openRequests.value;
  if (!open || open.of_me + open.by_me === 0) return null;
  const urgent = open.requests.some((one) => one.urgent);
  const Icon = urgent ? TriangleAlert : ClipboardCheck;
  return (
    <a class={`${styles.line} ${urgent ? styles.urgent : ""}`} href={hrefOf({ sheet: "requests", seq: null })}>
      <Icon />
      <span>
        {open.of_me > 0 && <b>{fr.requests.ofMe(open.of_me)}</b>}
        {open.of_me > 0 && open.by_me > 0 && ", "}
        {open.by_me > 0 && fr.requests.byMe(open.by_me)}
      </span>
      <ChevronRight />
    </a>
  );
}
