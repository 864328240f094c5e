import { choicesExpireAt, signChoiceLink } from "#adapters/links/choice-token.ts";
import type { MailKind } from "#domain/people/mail-kinds.ts";
import type { Addressee } from "#domain/people/student.ts";
import { studentPath } from "#pages/routes.ts";
import type { LetterNeeds } from "./writer.ts";

/**
 * Where a student chooses which mails they get: every mail links to it, and one that may be declined has headers for a
 * click in the mailbox (RFC 8058) as well.
 */
export const choosing = (
  student: Addressee,
  { program, kind }: { program: string; kind: MailKind },
  { keys, siteUrl }: LetterNeeds,
) => {
  const expiresAt = choicesExpireAt(student);
  const token = signChoiceLink(keys, { program, student: student.person, kind, expiresAt });
  const preferences = `${siteUrl}${studentPath("preferences", token)}`;
  if (kind === "essential") return { preferences };
  return {
    preferences,
    headers: {
      "List-Unsubscribe": `<${siteUrl}${studentPath("unsubscribe", token)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
};
