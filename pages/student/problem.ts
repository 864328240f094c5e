import { html } from "hono/html";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { page } from "./layout.ts";

/** Why a student gets no page of their own. */
export type Problem =
  | "answers-expired"
  | "broken"
  | "expired"
  | "choices-expired"
  | "unknown"
  | "not-allowed"
  | "too-often"
  | "failed";

const TEXTS: Record<Problem, { status: number; title: string; text: string }> = {
  broken: {
    status: 404,
    title: "This link does not work.",
    text:
      "Perhaps your mail program cut it in two. Press the button in the mail itself, or copy the whole link " +
      "into your browser.",
  },
  expired: {
    status: 410,
    title: "This link has expired.",
    text:
      "A link to one step of your career planning works for some months. Write to us what you came for: a short " +
      "mail will do.",
  },
  "choices-expired": {
    status: 410,
    title: "This link has expired.",
    text:
      "Each of our mails has a link to your mail choices at its foot: please take the one in your newest mail. Or " +
      "write to us what you want to get: a short mail will do.",
  },
  "answers-expired": {
    status: 410,
    title: "This link has expired.",
    text:
      "What becomes of your students can be said, and taken back, for fourteen days. Write to us what you wanted to " +
      "say: a short mail will do.",
  },
  unknown: {
    status: 404,
    title: "We do not know this page any more.",
    text: "The program has changed since the mail was sent, and this part of it is gone. You need not do anything.",
  },
  "not-allowed": {
    status: 405,
    title: "This page does not take that.",
    text: "Please open the link in your mail with a browser.",
  },
  "too-often": {
    status: 429,
    title: "That was a little fast.",
    text: "This answer was changed many times in a short while. Please wait a minute, and open the link again.",
  },
  failed: {
    status: 500,
    title: "Something went wrong on our side.",
    text:
      "We cannot say whether your answer was recorded. Please open the link again in a few minutes: it will " +
      "tell you how things stand, and answering twice does no harm.",
  },
};

/** The HTTP status that goes with a problem. */
export const statusOf = (problem: Problem): number => TEXTS[problem].status;

/** A friendly page instead of the student's own. Shows nothing of what went wrong inside. */
export const problemPage = (school: School, problem: Problem): Html =>
  page(school, TEXTS[problem].title, html`<h1>${TEXTS[problem].title}</h1><p>${TEXTS[problem].text}</p>`, html``);
