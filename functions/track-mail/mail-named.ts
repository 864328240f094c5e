import * as z from "zod/mini";
import { occurrenceId } from "#domain/calendar/occurrence-id.ts";
import { WaveName } from "#domain/parts/part.ts";
import type { SesNews } from "#events/mail/ses-feedback.ts";

const Name = z.string().check(z.regex(/^[\w-]{1,100}$/));

/** The tags that `send-mail` gives a mail, by which SES's events name it. SES lists a tag's values. */
const Tags = z.object({
  milestone: z.tuple([Name]),
  year: z.tuple([z.string().check(z.regex(/^\d{4}$/))]),
  wave: z.tuple([WaveName]),
  student: z.tuple([Name]),
  planned: z.tuple([z.string().check(z.regex(/^\d{1,11}$/))]),
  attempt: z.tuple([z.string().check(z.regex(/^[1-9]\d{0,8}$/))]),
});

/** One attempt to send one mail. */
export interface MailNamed {
  occurrence: string;
  student: string;
  wave: string;
  attempt: number;
  plannedAt: string;
}

/** The mail that an event's tags name; undefined where they name none: another sender's, or one sent by hand. */
export const mailNamed = ({ tags }: SesNews["mail"]): MailNamed | undefined => {
  const read = Tags.safeParse(tags);
  if (!read.success) return undefined;
  const { milestone, year, wave, student, planned, attempt } = read.data;
  return {
    occurrence: occurrenceId({ milestone: milestone[0], on: year[0] }),
    student: student[0],
    wave: wave[0],
    attempt: Number(attempt[0]),
    plannedAt: new Date(Number(planned[0]) * 1000).toISOString(),
  };
};
