import { AdvisorAnswer, type EscalationMail } from "#adapters/escalations/escalations.ts";
import type { EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import { changesTooOften } from "#domain/parts/task-changes.ts";
import type { BrowserRequest } from "../web/http-request.ts";
import type { HearAdvisorsNeeds } from "./needs.ts";

type RecordNeeds = Pick<HearAdvisorsNeeds, "parts" | "escalations">;

interface SaidOfStudent {
  student: string;
  theirs: EscalationEntry[];
  answer: AdvisorAnswer | "undo";
}

/** What a form says: of which student, and what; undefined where it says nothing that the page offers. */
const saidIn = ({ entries }: EscalationMail, form: URLSearchParams): SaidOfStudent | undefined => {
  const student = form.get("student") ?? "";
  const theirs = entries.filter((entry) => entry.student === student);
  const word = form.get("answer");
  const answer = word === "undo" ? word : AdvisorAnswer.safeParse(word).data;
  return theirs.length === 0 || answer === undefined ? undefined : { student, theirs, answer };
};

/**
 * Records what an advisor says of a student, or takes it back. What was said before is taken back first, so that a
 * waiver ends with another answer. It is said before it is carried out: a run that dies in between is pressed again.
 */
export const record = async (
  needs: RecordNeeds,
  mail: EscalationMail,
  { form, now }: Pick<BrowserRequest, "form" | "now">,
): Promise<"recorded" | "unanswered" | "too-often"> => {
  const said = saidIn(mail, form);
  if (said === undefined) return "unanswered";
  const { student, theirs, answer } = said;
  if (await isTooOften(needs, theirs, now)) return "too-often";
  const by = mail.to ?? "their advisor";
  if (answer !== "waive" && mail.answers[student]?.answer === "waive")
    for (const entry of theirs) await needs.parts.unwaive(entry, { by, at: now });
  if (answer === "undo") await needs.escalations.takeBack(mail.id, student);
  else await needs.escalations.answer(mail.id, student, { answer, at: now });
  if (answer === "waive")
    for (const entry of theirs) await needs.parts.waive(entry, { by, at: now, reason: "Their advisor waived it." });
  return "recorded";
};

const isTooOften = async ({ parts }: RecordNeeds, entries: readonly EscalationEntry[], now: string) => {
  for (const { occurrence, student } of entries) {
    const part = await parts.get(occurrence, student);
    if (part !== undefined && changesTooOften(part, now)) return true;
  }
  return false;
};
