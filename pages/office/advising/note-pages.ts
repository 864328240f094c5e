import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod/mini";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { LONGEST_NOTE, type OwnNotes } from "#office/advising/own-notes.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { notePage, STAFF_PAGES } from "../routes.ts";
import { type NoteShown, noteBody } from "./note-page.ts";
import { notesBody } from "./notes-page.ts";

const { mine, notes: listed, students } = STAFF_PAGES;
const TITLED = { path: mine.path, title: "A note to yourself" };
const NOT_UNDERSTOOD = "Keep or delete a note with the buttons of its own page.";

// A browser ends each line of a field in two characters.
const Text = z.pipe(
  z.string().check(z.maxLength(3 * LONGEST_NOTE)),
  z.transform((text) => text.replaceAll("\r\n", "\n").trimEnd()),
);

const NoteForm = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("keep"), seen: z.string().check(z.maxLength(40)), text: Text }),
  z.object({ decision: z.literal("delete") }),
]);

/** The routes of what an advisor keeps for themselves: there for whoever is signed in, as theirs alone. */
export const notePages = (app: Hono, desk: Desk): void => {
  const route = `${students.path}/:key/note`;
  const found = async (context: Context): Promise<{ student: Student; notes: OwnNotes } | undefined> => {
    const student = await desk.office.advisedStudent(context.req.param("key") ?? "");
    return student && desk.notes && { student, notes: desk.notes };
  };
  app.get(route, async (context) => {
    const it = await found(context);
    if (it === undefined) return context.notFound();
    const note = await it.notes.of(it.student.person);
    const shown = { text: note?.text ?? "", seen: note?.at, isKept: context.req.query("kept") === "yes" };
    return answer(context, desk, TITLED, noteBody(desk, it.student, shown));
  });
  app.post(route, async (context) => {
    const it = await found(context);
    if (it === undefined) return context.notFound();
    const form = NoteForm.safeParse(await context.req.parseBody()).data;
    if (form === undefined) return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    const { person } = it.student;
    const isEmpty = form.decision === "delete" || form.text.trim() === "";
    if (isEmpty) await it.notes.remove(person);
    const fault = form.decision === "keep" && !isEmpty ? await kept(it, form) : undefined;
    if (fault === undefined) return context.redirect(isEmpty ? listed.path : `${notePage(person)}?kept=yes`, 303);
    return answer(context, desk, { ...TITLED, status: fault.status }, noteBody(desk, it.student, fault.shown));
  });
  listing(app, desk);
};

interface NoteFault {
  status: 400 | 409;
  shown: NoteShown;
}

const kept = async (
  { student, notes }: { student: Student; notes: OwnNotes },
  { text, seen }: { text: string; seen: string },
): Promise<NoteFault | undefined> => {
  if (text.length > LONGEST_NOTE) {
    const over = `These are ${text.length} characters, and a note has ${LONGEST_NOTE} at most. Nothing is kept yet.`;
    return { status: 400, shown: { text, seen: seen || undefined, fault: over } };
  }
  if (await notes.write(student.person, text, seen || undefined)) return undefined;
  const other = await notes.of(student.person);
  const fault = `You kept another note about ${nameOrNumber(student)} meanwhile. Yours is below, and not kept yet.`;
  return { status: 409, shown: { text, seen: other?.at, fault, other: other?.text } };
};

const listing = (app: Hono, desk: Desk): void => {
  app.get(listed.path, async (context) => {
    if (desk.notes === undefined) return context.notFound();
    const [all, own] = await Promise.all([desk.notes.all(), desk.office.ownStudents()]);
    const names = new Map(own.map(({ student }) => [student.person, nameOrNumber(student)]));
    return answer(context, desk, { path: mine.path, title: listed.title }, notesBody(desk, all, names));
  });
  app.post(listed.path, async (context) => {
    if (desk.notes === undefined) return context.notFound();
    const { student } = await context.req.parseBody();
    if (typeof student !== "string" || student === "")
      return answer(context, desk, { title: "Not understood", status: 400 }, html`<p>${NOT_UNDERSTOOD}</p>`);
    await desk.notes.remove(student);
    return context.redirect(listed.path, 303);
  });
};
