import * as z from "zod/mini";
import type { Escalation } from "./plan-escalations.ts";

/** A student and an occurrence with which they are behind. `schoolId`: for reading their name, and never shown. */
export const EscalationEntry = z.object({ student: z.string(), schoolId: z.string(), occurrence: z.string() });
export type EscalationEntry = z.infer<typeof EscalationEntry>;

/** What one advisor is told on a morning. */
export interface AdvisorMail {
  to?: string;
  entries: EscalationEntry[];
}

const entryOf = ({ student, schoolId, occurrence }: Escalation): EscalationEntry => ({ student, schoolId, occurrence });

/** One mail an advisor, however their address is spelled; whoever has no advisor stands together in the one without. */
export const advisorMails = (escalations: readonly Escalation[]): AdvisorMail[] =>
  [...Map.groupBy(escalations, ({ to }) => to?.toLowerCase())].map(([, those]) => {
    const to = those[0]?.to;
    return { ...(to !== undefined && { to }), entries: those.map(entryOf) };
  });
