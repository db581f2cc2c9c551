/** Every sentence shown, in French. No-break spaces are written \u00a0 so that they are seen here. */
import { conversation } from "./fr/conversation";
import { lists } from "./fr/lists";
import { page } from "./fr/page";
import { patient } from "./fr/patient";
import { requests } from "./fr/requests";

export { amount, exactly, many, shown } from "./fr/amounts";

export const fr = { ...page, ...lists, ...conversation, requests, patient };
