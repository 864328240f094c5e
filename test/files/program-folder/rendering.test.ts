import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { BASELINE, readSmall, replaced } from "./small-program.ts";

const rendered = async (body: string, school = BASELINE["school.yaml"]) => {
  const front = "---\nsubject: Hello {{firstName}} from {{schoolName}}\npreheader: From {{officeName}}\n---\n";
  const { templates } = await readSmall({
    ...BASELINE,
    "emails/news.md": `${front}\n${body}\n`,
    "school.yaml": school,
  });
  const template = templates.find(({ id }) => id === "news");
  if (template === undefined) throw new Error("news was not rendered");
  return template;
};

const bodyOf = (text: string): string => text.split("\n\n--\n")[0] ?? "";

describe("the plain text of a mail", () => {
  test("says a button as its words and its address", async () => {
    const { text } = await rendered("[See the page]({{link}})");
    expect(bodyOf(text)).toBe("See the page: {{text.link}}");
  });

  test("says a link inside a sentence with its address in brackets, and an address only once", async () => {
    const { text } = await rendered(
      "Read [this](https://example.edu/a_b) or ask [{{officeEmail}}](mailto:{{officeEmail}}).",
    );
    expect(bodyOf(text)).toBe("Read this (https://example.edu/a_b) or ask office@example.edu.");
  });

  test("keeps each paragraph on one line and lists as lists", async () => {
    const { text } = await rendered("# Title\n\nOne\ntwo *three*\n\n- **a**\n- b\n\n1. c\n2. d\n\n> e\n\n---");
    expect(bodyOf(text)).toBe("Title\n\nOne two three\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\n----");
  });

  test("is not escaped", async () => {
    const { text } = await rendered("Ben & Co. say: 2 < 3");
    expect(bodyOf(text)).toBe("Ben & Co. say: 2 < 3");
  });

  test("ends with why the student gets it and whom to ask", async () => {
    const { text } = await rendered("Hi");
    expect(text).toContain("Questions? Reply, or ask the Office of Small Advising: office@example.edu");
  });
});

describe("the foot of a mail", () => {
  const footOf = async (preferences: string) => {
    const { html, text } = await rendered("Hi");
    const of = { firstName: "Ada", preferences };
    const read = (part: string) => Handlebars.compile(part, { strict: true, noEscape: true })({ html: of, text: of });
    return { html: read(html).replace(/\s+/g, " "), text: read(text) };
  };

  test("leads to the student's choices where the mail may be declined", async () => {
    const { html, text } = await footOf("https://x.example/p/1");
    expect(html).toContain('<a href="https://x.example/p/1">choose which mails you want</a>');
    expect(text).toContain("Choose which mails you want: https://x.example/p/1\n");
    expect(`${html} ${text}`).not.toContain("declined");
  });

  test("says why an essential mail was sent, and that it cannot be declined", async () => {
    for (const part of Object.values(await footOf(""))) {
      expect(part).toContain("You get this mail because you are a student");
      expect(part).toContain("every student here needs, so it cannot be declined");
      expect(part).not.toContain("which mails you want");
    }
  });
});

describe("the HTML of a mail", () => {
  test("makes a paragraph that is only a link a button, and leaves the others links", async () => {
    const { html } = await rendered("[See the page]({{link}})\n\nRead [this](https://example.edu/).");
    expect(html).toMatch(/<a\s+href="\{\{text\.link\}\}"[^>]*background:#8f1d32/);
    expect(html).toContain('Read <a href="https://example.edu/">this</a>.');
  });

  test("takes a name from its escaped twin, subject and text from the plain one", async () => {
    const { subject, html, text } = await rendered("Hello {{firstName}}");
    expect(subject).toBe("Hello {{text.firstName}} from Small School");
    expect(html).toContain("Hello {{html.firstName}}");
    expect(html).not.toContain("{{text.firstName");
    expect(text).toContain("Hello {{text.firstName}}");
  });

  test("escapes what the school and the mail's author wrote", async () => {
    const school = replaced("school.yaml", "name: Small School", `name: "A & B's <i>School</i>"`)["school.yaml"];
    const { html, text } = await rendered('Say "2 < 3" & go on', typeof school === "string" ? school : "");
    expect(html).toContain("A &amp; B&#39;s &lt;i&gt;School&lt;/i&gt;");
    expect(html).not.toContain("<i>School");
    expect(html).toContain("2 &lt; 3&quot; &amp; go on");
    expect(text).toContain("A & B's <i>School</i>");
  });

  test("names its language, shows a preheader, and is ready for dark screens", async () => {
    const { html } = await rendered("Hi");
    expect(html).toContain('<html lang="en"');
    expect(html).toContain("From Office of Small Advising</div>");
    expect(html).toContain("prefers-color-scheme: dark");
  });

  test("renders with Handlebars to what the student reads", async () => {
    const { html } = await rendered("Hello {{firstName}}, see [it]({{link}}) by {{opensOn}} in {{graduationYear}}.");
    const values = { firstName: "Ada", link: "https://x.example/s/1", opensOn: "Monday", graduationYear: "2028" };
    const read = Handlebars.compile(html, { strict: true, noEscape: true })({ html: values, text: values });
    expect(read).toContain('Hello Ada, see <a href="https://x.example/s/1">it</a> by Monday in 2028.');
    expect(read).not.toMatch(/\{\{|\}\}/);
  });
});
