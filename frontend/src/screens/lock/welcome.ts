/** Somebody is in. Their lock screen comes with this: it is wanted when the network may be away. */
import { cameBack } from "../../store/identifying";
import "./LockScreen";
import { offerAfterReturn } from "./offerCode";

export function welcome(): void {
  if (cameBack()) offerAfterReturn();
  void import("../notifications/attend").then(({ attend }) => attend()).catch(() => {});
}
