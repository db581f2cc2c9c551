import { Ban, CalendarX, CircleDashed, CircleDot, Clock, Mail, UserX, type LucideIcon } from "lucide-preact";
import type { Reachability } from "../../protocol";
import { reachWords } from "./reach";
import styles from "./Reach.module.css";

const ICONS: Record<Reachability["state"], LucideIcon> = {
  connected: CircleDot,
  absent: CalendarX,
  this_week: Clock,
  earlier: Clock,
  never: CircleDashed,
  no_account: CircleDashed,
  nobody_on_duty: UserX,
  closed: Ban,
};

/** In words, with a shape; a colour says only that nothing would be seen. */
export function Reach({ reach }: { reach: Reachability }) {
  const Icon = reach.by_mail ? Mail : ICONS[reach.state];
  const no = !reach.by_mail && ["never", "nobody_on_duty", "closed"].includes(reach.state);
  return (
    <span class={`${styles.reach} ${no ? styles.no : ""} ${reach.state === "connected" ? styles.here : ""}`}>
      <Icon />
      {reachWords(reach)}
    </span>
  );
}
