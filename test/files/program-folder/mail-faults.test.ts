import { describe, expect, test } from "vitest";
import { BASELINE, replaced, told } from "./small-program.ts";

const PLAIN = "Say it in plain words: paragraphs, lists, headings, **bold**, *italic* and links.";
const LINKS = "Link to {{link}}, to an address that begins with https://, or to mailto: and an e-mail address.";
const FIELDS = "Write fields like {{firstName}}, without spaces, and no other double braces.";

const FAULTS: [name: string, from: string, to: string, fault: string][] = [
  ["an unknown field", "{{firstName}}", "{{fristName}}", "6: There is no field {{fristName}}. Did you mean firstName?"],
  [
    "a field of the wrong case",
    "The news\n",
    "The news for {{firstname}}\n",
    "2: There is no field {{firstname}}. Did you mean firstName?",
  ],
  [
    "braces that do not close",
    "{{firstName}}",
    "{{firstName}",
    `6: The mail does not render: {{ is not part of a field. ${FIELDS}`,
  ],
  [
    "a field with spaces",
    "{{firstName}}",
    "{{ firstName }}",
    `6: The mail does not render: {{ is not part of a field. ${FIELDS}`,
  ],
  ["HTML", "Hello", "<script>x</script>", `6: HTML is not shown in mails. ${PLAIN}`],
  ["an image", "Hello", "![Us](https://example.edu/us.png)", `6: An image is not shown in mails. ${PLAIN}`],
  ["a table", "Hello", "Hi\n\n| a |\n|---|\n| b |\n\n", `8: A table is not shown in mails. ${PLAIN}`],
  [
    "a link that runs a script",
    "Hello",
    "[x](javascript:x)",
    `6: A link in a mail cannot lead to "javascript:x". ${LINKS}`,
  ],
  [
    "a link without https",
    "Hello",
    "[x](http://example.edu)",
    `6: A link in a mail cannot lead to "http://example.edu". ${LINKS}`,
  ],
  [
    "no front matter",
    "---\nsubject",
    "subject",
    "1: This mail has no front matter. Begin it with a line ---, then subject: and preheader:, then a line ---.",
  ],
  ["a missing preheader", "preheader: Listen.\n", "", '2: "preheader" is missing. Add it: a text.'],
  [
    "a closing date where nothing closes",
    "Hello",
    "Until {{closesOn}}",
    "6: news asks nothing, so it never closes. Remove {{closesOn}} from this mail.",
  ],
];

describe("a fault in a mail is told with its line and how to mend it", () => {
  test.each(FAULTS)("%s", async (_, from, to, fault) => {
    expect((await told(replaced("emails/news.md", from, to))).faults).toContain(`emails/news.md:${fault}`);
  });

  test("a mail of one image has no plain-text alternative", async () => {
    const { faults } = await told(replaced("emails/news.md", "Hello {{firstName}}.", "![](https://example.edu/a.png)"));
    expect(faults).toEqual([
      "emails/news.md:5: The plain-text alternative of this mail is missing: it would be empty. Say in words what the mail has to say.",
      `emails/news.md:6: An image is not shown in mails. ${PLAIN}`,
    ]);
  });

  test("a survey's mail without the link", async () => {
    const { faults } = await told(replaced("emails/survey.md", "[Go]({{link}})", "Go."));
    expect(faults).toEqual([
      "emails/survey.md:5: survey leads to the student's page, but this mail has no {{link}}. Add a line [Words of the button]({{link}}).",
    ]);
  });

  test("a title that could be either of two milestones'", async () => {
    const files = {
      ...replaced("calendar.yaml", "{ open: news }", "{ open: survey }"),
      "emails/news.md": undefined,
      "emails/survey.md": replaced("emails/survey.md", "Until {{closesOn}}", "{{milestoneTitle}}")["emails/survey.md"],
    };
    expect((await told(files)).faults).toEqual([
      "emails/survey.md:10: {{milestoneTitle}} is not clear: survey and news send this mail. Write the title out, or make two mails.",
    ]);
  });

  test("a mail whose file name cannot name a template", async () => {
    const { faults } = await told({ ...BASELINE, "emails/Good News.md": BASELINE["emails/news.md"] });
    expect(faults).toEqual([
      'emails/Good News.md:1: "Good News" cannot be an id. Use lower-case letters and digits, with hyphens between words.',
    ]);
  });

  describe("of what has a window, and asks", () => {
    const OLD = "    when:\n      day: April 1\n      phase: early\n    mails:\n      open: survey\n";
    const windowed = (mails: string) =>
      (BASELINE["calendar.yaml"] ?? "").replace(
        `${OLD}      remind: survey\n      lastCall: survey\n`,
        `    when: { window: { from: February 1, to: March 31 }, phase: early }\n    mails: ${mails}\n`,
      );

    test("the first mail invites to its session, so that other mails have to ask, and it closes nothing", async () => {
      const { faults, warnings } = await told({
        ...BASELINE,
        "calendar.yaml": windowed("{ open: survey, remind: survey, lastCall: survey }"),
      });
      expect(faults).toEqual([]);
      expect(warnings).toEqual([
        "calendar.yaml:7: It asks nobody anything: its first mail invites to its session, and no other mail asks. Name mails of their own for remind and lastCall: they go out after it.",
        "emails/survey.md:10: This mail invites to a session, and {{closesOn}} is empty in it. Remove {{closesOn}}: the mails that ask have it.",
      ]);
    });

    test("nothing is wrong where they do, but for a closing day in the invitation", async () => {
      const files = {
        ...BASELINE,
        "calendar.yaml": windowed("{ open: invite, remind: survey, lastCall: survey }"),
      };
      expect(await told({ ...files, "emails/invite.md": BASELINE["emails/news.md"] })).toEqual({
        faults: [],
        warnings: [],
      });
      expect((await told({ ...files, "emails/invite.md": BASELINE["emails/survey.md"] })).warnings).toEqual([
        "emails/invite.md:10: This mail invites to a session, and {{closesOn}} is empty in it. Remove {{closesOn}}: the mails that ask have it.",
      ]);
    });
  });

  test("a mail that nothing sends is a warning", async () => {
    expect(await told({ ...BASELINE, "emails/extra.md": BASELINE["emails/news.md"] })).toEqual({
      faults: [],
      warnings: ["emails/extra.md:1: No milestone sends this mail. Name it in calendar.yaml, or remove it."],
    });
  });
});
