import fc from "fast-check";
import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { wrapText } from "#files/program-folder/index.ts";
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

const bodyOf = (text: string): string => text.split("{{#if text.alsoOpen}}")[0] ?? "";

describe("the plain text of a mail", () => {
  test("says a button as its words and its address", async () => {
    const { text } = await rendered("[See the page]({{link}})");
    expect(bodyOf(text)).toBe("See the page:\n{{text.link}}");
  });

  test("says a link inside a sentence with its address in brackets, and an address only once", async () => {
    const { text } = await rendered(
      "Read [this](https://example.edu/a_b) or ask [{{officeEmail}}](mailto:{{officeEmail}}).",
    );
    expect(bodyOf(text)).toBe("Read this (https://example.edu/a_b) or ask office@example.edu.");
  });

  test("keeps lists as lists", async () => {
    const { text } = await rendered("# Title\n\nOne\ntwo *three*\n\n- **a**\n- b\n\n1. c\n2. d\n\n> e\n\n---");
    expect(bodyOf(text)).toBe("Title\n\nOne two three\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\n----");
  });

  test("is no wider than 72 columns when its fields are filled in, and no link of it is broken", async () => {
    const words = "A long sentence about what {{firstName}} has to do by {{opensOn}} and not a day later. ".repeat(4);
    const address = `https://example.edu/${"long-".repeat(30)}`;
    const { text } = await rendered(`${words}\n\n- ${words}\n\n1. ${words}\n\n> ${words}\n\n[Words](${address})`);
    const of = { firstName: "Wilhelmina-Josephine", opensOn: "Wednesday, September 30, 2026", preferences: "" };
    const lines = Handlebars.compile(text, { strict: true, noEscape: true })({ text: of }).split("\n");
    expect(lines.filter((line) => line.length > 72)).toEqual([address]);
    expect(lines.filter((line) => line.startsWith("> ")).length).toBeGreaterThan(4);
    expect(lines.filter((line) => line.startsWith("  ")).length).toBeGreaterThan(4);
    expect(lines).toContain("-- ");
  });

  test("says what it said before it was wrapped, in lines that could not hold the next word", () => {
    const someWords = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(someWords, (words) => {
        const lines = wrapText(words.join(" ")).split("\n");
        expect(lines.join(" ")).toBe(words.join(" "));
        lines.slice(1).forEach((line, nth) => {
          const [next = ""] = line.split(" ");
          expect(`${lines[nth]} ${next}`.length).toBeGreaterThan(72);
        });
      }),
    );
  });

  test("is not escaped", async () => {
    const { text } = await rendered("Ben & Co. say: 2 < 3");
    expect(bodyOf(text)).toBe("Ben & Co. say: 2 < 3");
  });

  test("ends with why the student gets it and whom to ask", async () => {
    const { text } = await rendered("Hi");
    expect(text).toContain("Questions? Reply, or ask the Office of Small Advising:\noffice@example.edu");
  });
});

describe("what a welcome tells of beside its own", () => {
  const read = async (alsoOpen: string) => {
    const { html, text } = await rendered("Hi");
    const of = { firstName: "Ada", preferences: "", alsoOpen };
    const fill = (part: string) => Handlebars.compile(part, { strict: true, noEscape: true })({ html: of, text: of });
    return { html: fill(html).replace(/\s+/g, " "), text: fill(text) };
  };

  test("stands below the body", async () => {
    const { html, text } = await read("<li>The survey</li>");
    expect(html).toMatch(/<p[^>]*>Also open for you:<\/p>\s*<ul[^>]*>\s*<li>The survey<\/li>\s*<\/ul>/);
    expect(text).toContain("Hi\n\nAlso open for you:\n\n<li>The survey</li>\n\n--");
  });

  test("is in no other mail", async () => {
    const { html, text } = await read("");
    expect(`${html}${text}`).not.toContain("Also open");
  });
});

describe("the foot of a mail", () => {
  const footOf = async (preferences: string) => {
    const { html, text } = await rendered("Hi");
    const of = { firstName: "Ada", preferences, alsoOpen: "" };
    const read = (part: string) => Handlebars.compile(part, { strict: true, noEscape: true })({ html: of, text: of });
    return { html: read(html).replace(/\s+/g, " "), text: read(text) };
  };

  test("leads to the student's choices, and says why they get the mail and what always comes", async () => {
    const { html, text } = await footOf("https://x.example/p/1");
    expect(html).toMatch(/<a href="https:\/\/x\.example\/p\/1" style="[^"]+">Your mail choices<\/a>/);
    expect(text).toContain("Your mail choices:\nhttps://x.example/p/1\n");
    for (const part of [html, text]) expect(part.replace(/\s+/g, " ")).toContain("and find your calendar.");
    for (const part of [html, text.replace(/\s+/g, " ")]) {
      expect(part).toContain("You get this mail because you are a student");
      expect(part).toContain("What every student needs always comes.");
    }
  });
});

describe("the HTML of a mail", () => {
  test("makes a paragraph that is only a link a button, and leaves the others links", async () => {
    const { html } = await rendered("[See the page]({{link}})\n\nRead [this](https://example.edu/).");
    expect(html).toMatch(/<a\s+href="\{\{text\.link\}\}"[^>]*background:#14505c/);
    expect(html).toMatch(/Read <a href="https:\/\/example\.edu\/" style="color:#14505c[^"]*">this<\/a>\./);
  });

  test("takes a name from its escaped twin, subject and text from the plain one", async () => {
    const { subject, html, text } = await rendered("Hello {{firstName}}");
    expect(subject).toBe("{{#if text.firstName}}Hello {{text.firstName}}{{else}}Hello there{{/if}} from Small School");
    expect(html).toContain("Hello {{html.firstName}}");
    expect(html).not.toContain("{{text.firstName");
    expect(text).toContain("Hello {{text.firstName}}");
  });

  test("escapes what the school and the mail's author wrote", async () => {
    const school = replaced("school.yaml", "name: Small School", `name: "A & B's <3> School"`)["school.yaml"];
    const { html, text } = await rendered('Say "2 < 3" & go on', typeof school === "string" ? school : "");
    expect(html).toContain("A &amp; B&#39;s &lt;3&gt; School");
    expect(html).not.toContain("<3>");
    expect(html).toContain("2 &lt; 3&quot; &amp; go on");
    expect(text).toContain("A & B's <3> School");
  });

  test("styles each heading, paragraph, list and link by itself, for mail programs without a style sheet", async () => {
    const { html } = await rendered("# A\n\n## B\n\nC [d](https://example.edu/)\n\n- e\n\n1. f\n\n> g");
    const body = html.slice(html.indexOf("<body"));
    const plain = body.match(/<(p|h1|h2|ul|ol|li|blockquote|a)(?![^>]*style=)[ >]/g) ?? [];
    expect(plain).toEqual([]);
  });

  test("has the school's logo at its top, with words for who does not see it, or the school's name", async () => {
    expect((await rendered("Hi")).html).toMatch(/class="name"[\s\S]{0,400}Small School/);
    const logo = 'logo: { url: "https://school.example/logo.png?a=1&b=2", alt: "Small & School" }\n';
    const { html } = await rendered("Hi", `${BASELINE["school.yaml"]}${logo}`);
    expect(html).toContain('src="https://school.example/logo.png?a=1&amp;b=2"');
    expect(html).toContain('alt="Small &amp; School"');
    expect(html).not.toContain('class="name"');
  });

  test("hides its preheader in the color of all text, with blanks behind it", async () => {
    const { html } = await rendered("Hi");
    const hidden = html.match(/<div style="display:none[^"]*color:#22272b">[^<]*/g) ?? [];
    expect(hidden).toHaveLength(2);
    expect(hidden[0]).toContain("From Office of Small Advising");
    expect(hidden[1]).toMatch(/(&nbsp;&zwnj;){80}$/);
  });

  test("names its language, shows a preheader, and is ready for dark screens", async () => {
    const { html } = await rendered("Hi");
    expect(html).toContain('<html lang="en"');
    expect(html).toContain("From Office of Small Advising</div>");
    expect(html).toContain("prefers-color-scheme: dark");
  });

  test("renders with Handlebars to what the student reads", async () => {
    const { html } = await rendered("Hello {{firstName}}, see [it]({{link}}) by {{opensOn}} in {{graduationYear}}.");
    const values = {
      firstName: "Ada",
      link: "https://x.example/s/1",
      opensOn: "Monday",
      graduationYear: "2028",
      preferences: "x",
    };
    const read = Handlebars.compile(html, { strict: true, noEscape: true })({ html: values, text: values });
    expect(read).toMatch(/Hello Ada, see <a href="https:\/\/x\.example\/s\/1"[^>]+>it<\/a> by Monday in 2028\./);
    expect(read).not.toMatch(/\{\{|\}\}/);
  });
});
