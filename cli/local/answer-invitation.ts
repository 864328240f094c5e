import type { GuestAnswer, GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import type { System } from "../../local/system.ts";
import { attributesOf, cookiesOf } from "./answer-page.ts";

/** The hidden fields of a page's form, and the answer that a person gives by it; undefined where it is not offered. */
const fieldsOf = (page: string, given: GuestAnswer): URLSearchParams | undefined => {
  if (!page.includes(`name="answer" value="${given.answer}"`)) return undefined;
  const fields = new URLSearchParams();
  for (const [tag] of page.matchAll(/<input\b[^>]*>/gi)) {
    const { type, name, value } = attributesOf(tag);
    if (type === "hidden" && name !== undefined) fields.set(name, value ?? "");
  }
  fields.set("answer", given.answer);
  if (given.answer === "yes" && page.includes('name="guests"')) fields.set("guests", String(given.guests));
  return fields;
};

/**
 * Answers an invitation as its guest does, by their own page and real requests to the deployed pages. False where the
 * page does not take it, since the session is over, was cancelled or is not known.
 */
export const answerInvitation = async (system: System, given: GuestAnswered): Promise<boolean> => {
  const student = (await system.records.people.all()).find(({ schoolId }) => schoolId === given.studentId);
  const session = await system.records.sessions.get(given.session);
  if (student === undefined || session === undefined) return false;
  const link = await system.linkFor(student.person, sessionSubject(session.id));
  const opened = await system.request(new Request(link));
  const fields = fieldsOf(await opened.text(), given.answer);
  if (opened.status !== 200 || fields === undefined) return false;
  const headers = { cookie: cookiesOf(opened), origin: new URL(link).origin, "sec-fetch-site": "same-origin" };
  const sent = await system.request(new Request(link, { method: "POST", headers, body: fields, redirect: "manual" }));
  await sent.text();
  return sent.status < 400;
};
