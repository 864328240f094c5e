import type { BriefThing } from "#domain/mail/digest.ts";
import { INLINE } from "../program-folder/emails/email-look.ts";
import { wrapText } from "../program-folder/emails/wrap-text.ts";
import { escapedHtml } from "./mail-values.ts";

/** One thing in a student's digest, and the text values that its own mail would have. */
export interface ToldThing {
  brief: BriefThing;
  text: Record<string, string>;
}

/** As it is written. `closesOn`: empty where it does not close. */
interface InDigest extends BriefThing {
  link: string;
  closesOn: string;
}

const FIELD = /\{\{text\.(\w+)\}\}/g;

const filledIn = ({ brief, text }: ToldThing): InDigest => ({
  ...brief,
  line: brief.line.replace(FIELD, (_, name: string) => text[name] ?? ""),
  ...{ link: text.link ?? "", closesOn: text.closesOn ?? "" },
});

// What closes first stands first, and what does not close last.
const byEnd = ({ closes: one = "9999" }: InDigest, { closes: other = "9999" }: InDigest): number =>
  one < other ? -1 : one === other ? 0 : 1;

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const thingsIn = (count: number): string => `${NUMBERS[count] ?? count} ${count === 1 ? "thing" : "things"}`;

const addressOf = ({ url, link }: InDigest): string => url ?? link;

// A line may name the day itself.
const until = ({ closesOn, line }: InDigest): string =>
  closesOn === "" || line.includes(closesOn) ? "" : `until ${closesOn}`;

const untilText = (item: InDigest): string => (until(item) === "" ? "" : ` (${until(item)})`);

const asText = (item: InDigest): string =>
  [
    wrapText(`${item.title}${untilText(item)}`),
    wrapText(item.line),
    ...(item.label === undefined ? [] : [`${item.label}: ${addressOf(item)}`]),
  ].join("\n");

const linkHtml = (item: InDigest): string =>
  item.label === undefined
    ? ""
    : `<a href="${escapedHtml(addressOf(item))}" style="${INLINE.a};font-weight:600">${escapedHtml(item.label)}</a>`;

const asHtml = (item: InDigest): string => {
  const foot = [linkHtml(item), until(item)].filter((text) => text !== "");
  const last = foot.length === 0 ? "" : `<br>${foot.join(", ")}`;
  return (
    `<h2 style="${INLINE.h2};margin-top:26px">${escapedHtml(item.title)}</h2>` +
    `<p style="${INLINE.p}">${escapedHtml(item.line)}${last}</p>`
  );
};

const NO_PASSWORD = "A link to your own page asks for no password, so please keep this mail to yourself.";

const hasOwnPage = ({ label, url }: InDigest): boolean => label !== undefined && url === undefined;

/** The values that the digest's template has beside those of every mail, in text and HTML. */
export const digestValues = (
  things: readonly ToldThing[],
): Record<"text" | "html", Record<"things" | "titles" | "items", string>> => {
  const items = things.map(filledIn).toSorted(byEnd);
  const titles = items.map(({ title }) => title).join("; ");
  const note = items.some(hasOwnPage) ? [NO_PASSWORD] : [];
  return {
    text: { things: thingsIn(items.length), titles, items: [...items.map(asText), ...note.map(wrapText)].join("\n\n") },
    html: {
      things: thingsIn(items.length),
      titles: escapedHtml(titles),
      items: [...items.map(asHtml), ...note.map((text) => `<p style="${INLINE.p}">${text}</p>`)].join(""),
    },
  };
};
