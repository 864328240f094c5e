import type { Milestone } from "#domain/calendar/program.ts";
import { hasWordsToAsk, isInvitation } from "#domain/sessions/invitation.ts";
import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { Folder } from "../folder.ts";
import type { WrittenProgram } from "../program-files.ts";
import { faultAt, type Written } from "../written.ts";
import { mailOfFile, type WrittenEmail } from "./emails.ts";
import type { Block, Inline } from "./markdown.ts";
import { mailsOf, sendersOf } from "./school-values.ts";

const checkNames = ({ value, file, lineOf }: Written<Milestone>, emailIds: readonly string[]): Fault[] =>
  mailsOf(value)
    .filter(([, email]) => emailIds.length > 0 && !emailIds.includes(email))
    .map(([wave, email]) => ({
      file,
      line: lineOf(["mails", wave]),
      what: `There is no mail emails/${email}.md.`,
      mend: suggest(email, emailIds, "emails/ of the program"),
    }));

const checkReminders = ({ value: { ask, mails }, file, lineOf }: Written<Milestone>): Fault[] => {
  const extra = [mails.remind ?? []].flat().length - Math.max(1, ask?.remindAfterDays.length ?? 1);
  if (ask === undefined || extra <= 0) return [];
  return [
    {
      file,
      line: lineOf(["mails", "remind"]),
      what: `There are more mails than reminders: the last ${extra === 1 ? "one is" : `${extra} are`} never sent.`,
      mend: "Take out what is too much, or add days to remindAfterDays.",
    },
  ];
};

const checkTrack = (
  { id, track, file }: WrittenEmail,
  senders: readonly Milestone[],
  emails: readonly WrittenEmail[],
): Fault[] => {
  if (track === undefined) return [];
  const tracks = [...new Set(senders.flatMap(({ audience }) => audience.tracks))];
  const tell = (what: string, mend: string): Fault[] => [{ file, line: 1, what, mend }];
  if (!emails.some((other) => other.id === id && other.track === undefined))
    return tell(`There is no mail emails/${id}.md, whose words these would replace.`, `Rename it to ${id}.md.`);
  return senders.length === 0 || tracks.includes(track)
    ? []
    : tell(`No student of the track ${track} gets this mail.`, suggest(track, tracks));
};

const pageOf = ({ ask }: Milestone): string | undefined => (ask?.type === "answer" ? ask.action?.url : undefined);

/** Tracks that are asked for a second time what they were never asked a first time, in words that are not their own. */
const warnOfSecondTaking = (
  { value, file, lineOf }: Written<Milestone>,
  earlier: readonly Milestone[],
  emails: readonly WrittenEmail[],
): Fault[] => {
  const first = earlier.find((one) => pageOf(one) !== undefined && pageOf(one) === pageOf(value));
  if (first === undefined) return [];
  const own = (track: string): boolean =>
    mailsOf(value).every(([, id]) => emails.some((email) => email.id === id && email.track === track));
  return value.audience.tracks
    .filter((track) => !first.audience.tracks.includes(track) && !own(track))
    .map((track) => ({
      file,
      line: lineOf(["asks"]),
      what: `For students of ${track} this is no second time: ${first.id}, of the same page, is not for them.`,
      mend: `Write mails of their own, like emails/${value.mails.open}.${track}.md, or name ${track} in ${first.id}.`,
    }));
};

const needsLink = ({ ask, showsAccessCode }: Milestone): boolean => ask !== undefined || showsAccessCode;

const bareLinkInText = (inlines: readonly Inline[]): boolean =>
  inlines.some((inline) => {
    if (inline.kind === "text") return inline.text.includes("{{link}}");
    return inline.kind === "strong" || inline.kind === "emphasis" ? bareLinkInText(inline.inside) : false;
  });

/** True where the student's link stands in a mail as text, outside a link. */
const bareLinkIn = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => {
    if (block.kind === "rule" || block.kind === "button") return false;
    return block.kind === "list" ? block.items.some(bareLinkInText) : bareLinkInText(block.inside);
  });

const checkFields = (email: WrittenEmail, senders: readonly Milestone[]): Fault[] => {
  const faults: Fault[] = [];
  const tell = (line: number, what: string, mend: string) => faults.push({ file: email.file, line, what, mend });
  const invites = isInvitation(senders, email.id);
  const linked = invites ? undefined : senders.find(needsLink);
  const bare = bareLinkIn(email.blocks);
  if (linked !== undefined && !email.fields.has("link"))
    tell(
      email.bodyLine,
      `${linked.id} leads to the student's page, but this mail has no {{link}}.`,
      "Add a line [Words of the button]({{link}}).",
    );
  else if (bare)
    tell(
      email.fields.get("link") ?? email.bodyLine,
      "{{link}} would stay text here: nobody can click it in every mail program.",
      "Write [Words of the button]({{link}}).",
    );
  const endless = senders.find(({ ask }) => ask === undefined);
  const closesOn = email.fields.get("closesOn");
  if (closesOn !== undefined && endless !== undefined)
    tell(closesOn, `${endless.id} asks nothing, so it never closes.`, "Remove {{closesOn}} from this mail.");
  const title = email.fields.get("milestoneTitle");
  if (title !== undefined && senders.length > 1)
    tell(
      title,
      `{{milestoneTitle}} is not clear: ${senders.map(({ id }) => id).join(" and ")} send this mail.`,
      "Write the title out, or make two mails.",
    );
  return faults;
};

/** What is asked after a window is asked by reminders, and the mail that invites to its session is none. */
const warnOfNoWords = (milestone: Written<Milestone>): Fault[] => {
  const { ask, when } = milestone.value;
  if (ask === undefined || when.type !== "window" || hasWordsToAsk(milestone.value)) return [];
  const what = "It asks nobody anything: its first mail invites to its session, and no other mail asks.";
  return [
    faultAt(milestone, ["mails"], what, "Name mails of their own for remind and lastCall: they go out after it."),
  ];
};

/** An invitation goes out before it is known when what is asked after the session closes. */
const warnOfClosing = ({ file, id, fields }: WrittenEmail, senders: readonly Milestone[]): Fault[] => {
  const line = fields.get("closesOn");
  if (line === undefined || !isInvitation(senders, id)) return [];
  const what = "This mail invites to a session, and {{closesOn}} is empty in it.";
  return [{ file, line, what, mend: "Remove {{closesOn}}: the mails that ask have it." }];
};

/**
 * Checks that calendar and mails fit together: every mail that is named exists, is used, and has the fields it needs.
 */
export const checkEmails = (
  { milestones, faults }: WrittenProgram,
  emails: readonly WrittenEmail[],
  folder: Folder,
): { faults: Fault[]; warnings: Fault[] } => {
  const senders = (email: string) => sendersOf(milestones, email).map(({ value }) => value);
  // A part that could not be read may well name the mail.
  const unused = faults.length > 0 ? [] : folder.emailIds.filter((name) => senders(mailOfFile(name).id).length === 0);
  const ids = folder.emailIds.filter((name) => mailOfFile(name).track === undefined);
  return {
    faults: [
      ...milestones.flatMap((milestone) => checkNames(milestone, ids)),
      ...milestones.flatMap(checkReminders),
      ...emails.flatMap((email) => checkFields(email, senders(email.id))),
      ...emails.flatMap((email) => checkTrack(email, senders(email.id), emails)),
    ],
    warnings: [
      ...unused.map((id) => ({
        file: folder.pathOf(`emails/${id}.md`),
        line: 1,
        what: "No milestone sends this mail.",
        mend: "Name it in calendar.yaml, or remove it.",
      })),
      ...milestones.flatMap(warnOfNoWords),
      ...emails.flatMap((email) => warnOfClosing(email, senders(email.id))),
      ...milestones.flatMap((milestone, nth) =>
        warnOfSecondTaking(
          milestone,
          milestones.slice(0, nth).map(({ value }) => value),
          emails,
        ),
      ),
    ],
  };
};
