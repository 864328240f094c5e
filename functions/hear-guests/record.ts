import * as z from "zod/mini";
import { isListed } from "#domain/people/held.ts";
import type { GuestAnswer } from "#domain/sessions/guest-answers.ts";
import { guestsOf, isRoomOpen, takesAnswers } from "#domain/sessions/guest-hours.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { LONGEST_DIETARY } from "#pages/guest/forms.ts";
import type { GuestNote } from "#pages/guest/guest-visit.ts";
import type { BrowserRequest } from "../web/http-request.ts";
import type { HearGuestsNeeds } from "./needs.ts";

interface SaidByGuest {
  session: KnownSession;
  /** The guest's opaque key. */
  guest: string;
  request: Pick<BrowserRequest, "form" | "now">;
}

/** What a form says; undefined where it says nothing that the page offers. */
const answerIn = (
  { program }: Pick<HearGuestsNeeds, "program">,
  { session, request }: SaidByGuest,
): GuestAnswer | undefined => {
  const { most, dietary } = guestsOf(program, session);
  const Form = z.object({
    guests: z.coerce.number().check(z.int(), z.gte(0), z.lte(most)),
    dietary: z.string().check(z.maxLength(LONGEST_DIETARY)),
  });
  const word = request.form.get("answer");
  if (word === "no") return { answer: word };
  const read = Form.safeParse({
    guests: request.form.get("guests") ?? "0",
    dietary: request.form.get("dietary") ?? "",
  });
  if (word !== "yes" || !read.success) return undefined;
  return { answer: word, guests: read.data.guests, ...(dietary && { dietary: read.data.dietary }) };
};

/** Who is removed, held, gone, or turned out to be another is no guest, whatever link they have. */
const listed = async ({ people }: HearGuestsNeeds, guest: string) => {
  const found = (await people.enrolled()).find(({ person }) => person === guest);
  return found !== undefined && isListed(found) ? found : undefined;
};

const whyNoSeat = async (needs: HearGuestsNeeds, { session, guest }: SaidByGuest): Promise<GuestNote | undefined> => {
  const student = await listed(needs, guest);
  if (student === undefined) return "unlisted";
  return isInvited(needs.program, session, student) ? undefined : "uninvited";
};

const tooLate = ({ status }: KnownSession): GuestNote => (status === "cancelled" ? "cancelled" : "late");

const enterCode = async (
  needs: HearGuestsNeeds,
  said: SaidByGuest,
  entered: string,
): Promise<GuestNote | undefined> => {
  const { session, guest, request } = said;
  if (!isRoomOpen(session, request.now)) return session.status === "cancelled" ? "cancelled" : "code-closed";
  const list = await needs.guestLists.tryCode(session.id, guest, request.now);
  if (list === undefined) return "too-many-codes";
  if (list.code === undefined) return "no-code";
  if (entered.trim().toUpperCase() !== list.code.toUpperCase()) return "wrong-code";
  if ((await listed(needs, guest)) === undefined) return "unlisted";
  await needs.guestLists.came(session.id, [guest], "code", request.now);
  return undefined;
};

/** Records what a form says; answers why it was not recorded, where it was not. */
export const record = async (needs: HearGuestsNeeds, said: SaidByGuest): Promise<GuestNote | undefined> => {
  const { session, guest, request } = said;
  const code = request.form.get("code");
  if (code !== null) return enterCode(needs, said, code);
  const answer = answerIn(needs, said);
  if (answer === undefined || session.rsvp === "none") return "unanswered";
  if (!takesAnswers(session, request.now)) return tooLate(session);
  const why = answer.answer === "yes" ? await whyNoSeat(needs, said) : undefined;
  if (why !== undefined) return why;
  await needs.guestLists.answer(session, guest, answer, request.now);
  return undefined;
};
