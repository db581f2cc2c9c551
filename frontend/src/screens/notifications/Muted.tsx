import { BellOff } from "lucide-preact";
import type { PlaceView } from "../../protocol";
import { notifyOf } from "../../store/ring";
import { now } from "../clock";

/** For eyes: a conversation that is silent. */
export function Muted({ place }: { place: PlaceView }) {
  return notifyOf(place, now.value).level === "none" ? <BellOff /> : null;
}
