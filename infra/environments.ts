import type * as z from "zod/mini";
import type { environment as advancePhase } from "../functions/advance-phase/environment.ts";
import type { environment as countProgress } from "../functions/count-progress/environment.ts";
import type { environment as feeds } from "../functions/feeds/environment.ts";
import type { environment as hearAdvisors } from "../functions/hear-advisors/environment.ts";
import type { environment as hearGuests } from "../functions/hear-guests/environment.ts";
import type { environment as helpMarked } from "../functions/help-marked/environment.ts";
import type { environment as importRoster } from "../functions/import-roster/environment.ts";
import type { environment as markFeeds } from "../functions/mark-feeds/environment.ts";
import type { environment as office } from "../functions/office/environment.ts";
import type { environment as openMilestone } from "../functions/open-milestone/environment.ts";
import type { environment as plan } from "../functions/plan/environment.ts";
import type { environment as publishChanges } from "../functions/publish-changes/environment.ts";
import type { environment as reconcileMails } from "../functions/reconcile-mails/environment.ts";
import type { environment as remind } from "../functions/remind/environment.ts";
import type { environment as sendMail } from "../functions/send-mail/environment.ts";
import type { environment as site } from "../functions/site/environment.ts";
import type { environment as tellAdvisors } from "../functions/tell-advisors/environment.ts";
import type { environment as tellGuests } from "../functions/tell-guests/environment.ts";
import type { environment as tellOffice } from "../functions/tell-office/environment.ts";
import type { environment as trackMail } from "../functions/track-mail/environment.ts";

/** The environment that each function reads: a stack that forgets a name, or invents one, does not compile. */
export interface Environments {
  "advance-phase": z.infer<typeof advancePhase>;
  "count-progress": z.infer<typeof countProgress>;
  feeds: z.infer<typeof feeds>;
  "help-marked": z.infer<typeof helpMarked>;
  "hear-advisors": z.infer<typeof hearAdvisors>;
  "hear-guests": z.infer<typeof hearGuests>;
  "import-roster": z.infer<typeof importRoster>;
  "mark-feeds": z.infer<typeof markFeeds>;
  office: z.infer<typeof office>;
  "open-milestone": z.infer<typeof openMilestone>;
  plan: z.infer<typeof plan>;
  "publish-changes": z.infer<typeof publishChanges>;
  "reconcile-mails": z.infer<typeof reconcileMails>;
  remind: z.infer<typeof remind>;
  "send-mail": z.infer<typeof sendMail>;
  site: z.infer<typeof site>;
  "tell-advisors": z.infer<typeof tellAdvisors>;
  "tell-guests": z.infer<typeof tellGuests>;
  "tell-office": z.infer<typeof tellOffice>;
  "track-mail": z.infer<typeof trackMail>;
}

/** A folder under `functions/`. */
export type FunctionName = keyof Environments;

/** Every function, by its folder. */
export const FUNCTION_NAMES: readonly FunctionName[] = [
  "advance-phase",
  "count-progress",
  "feeds",
  "help-marked",
  "hear-advisors",
  "hear-guests",
  "import-roster",
  "mark-feeds",
  "office",
  "open-milestone",
  "plan",
  "publish-changes",
  "reconcile-mails",
  "remind",
  "send-mail",
  "site",
  "tell-advisors",
  "tell-guests",
  "tell-office",
  "track-mail",
];
