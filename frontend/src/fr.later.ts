/** The sentences of what is fetched when it is asked for (ui/lazily): the first load does without them. */
import { conversation } from "./fr.later/conversation";
import { corrections } from "./fr.later/corrections";
import { page } from "./fr.later/page";
import { patient } from "./fr.later/patient";
import { people } from "./fr.later/people";

export const later = { ...page, ...people, ...conversation, ...corrections, patient };
