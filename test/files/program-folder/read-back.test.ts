import { beforeAll, describe, expect, test } from "vitest";
import { seenHtml } from "#files/program-folder/read-back/seen-html.ts";
import { faultsInLinks } from "#files/program-folder/read-back/seen-links.ts";
import { lineFinder } from "#files/program-folder/read-back/source-lines.ts";
import { BASELINE, replaced, told } from "./small-program.ts";

const LINK = "Write a link like [words](https://…), without backslashes and with plain brackets.";
const SIGNS = "Write **bold** and *italic* without blanks inside the signs, and the same signs before and after.";
const HTML = "HTML is not shown: say it in plain words.";
const PLACE = "Write its address like https://example.edu/page.";
const ALONE = "Write the address alone, with a blank before and after, or as [words](address).";
const WORDS = "Write its words, or take its line out.";

const FAULTS: [name: string, body: string, fault: string][] = [
  [
    "a link whose brackets are escaped",
    "Hi\n\n\\[Show\\](https://example.edu/)",
    `8: Readers would see "[Show](https://example.edu/)". ${LINK}`,
  ],
  [
    "a link in full-width brackets",
    "［Show］（example.edu）",
    `6: Readers would see "［Show］（example.edu）". ${LINK}`,
  ],
  ["stars that are escaped in pairs", "Hi\n\nA \\*\\*big\\*\\* day", `8: Readers would see "**". ${SIGNS}`],
  ["full-width stars", "＊＊big＊＊", `6: Readers would see "＊＊". ${SIGNS}`],
  ["underscores that are escaped in pairs", "\\_\\_big\\_\\_", `6: Readers would see "__big__". ${SIGNS}`],
  [
    "a backtick that is escaped",
    "\\`big\\`",
    '6: Readers would see "`". Code is not shown in mails: write it without backticks.',
  ],
  ["a tag that is escaped", "A \\<b>big day", `6: Readers would see "<b>". ${HTML}`],
  ["waves that are escaped", "Hi\n\n\\~\\~no\\~\\~", '8: Readers would see "~~". Say it in plain words.'],
  ["marks of other dialects", "==big==", '6: Readers would see "==". Say it in plain words.'],
  [
    "a head that is escaped",
    "\\# Big",
    '6: Readers would see "#". Begin a line of its own with "# " for a title, or leave the sign out.',
  ],
  [
    "a line break that a program would write",
    "Big\\nday",
    '6: Readers would see "\\n". Leave the backslash out; an empty line begins a paragraph.',
  ],
  [
    "an address without a host",
    "[x](https:///page)",
    `6: The link "x" names no place on the web: https:///page. ${PLACE}`,
  ],
  [
    "an address of a question alone",
    "[x](https://?a=1)",
    `6: The link "x" names no place on the web: https://?a=1. ${PLACE}`,
  ],
  [
    "a host with a hole",
    "[x](https://example..edu/)",
    `6: The link "x" names no place on the web: https://example..edu/. ${PLACE}`,
  ],
  ["a host that is a dot", "[x](https://.edu/)", `6: The link "x" names no place on the web: https://.edu/. ${PLACE}`],
  [
    "a port that is none",
    "[x](https://e.edu:99999/)",
    `6: The link "x" names no place on the web: https://e.edu:99999/. ${PLACE}`,
  ],
  [
    "an address in curly quotes",
    "See “https://example.edu/a”",
    `6: The link "https://example.edu/a”" leads to https://example.edu/a”, with a quote or a bracket in its address. ${ALONE}`,
  ],
  [
    "a curly quote at the end of a link's address",
    "[x](https://example.edu/’)",
    `6: The link "x" leads to https://example.edu/’, with a quote or a bracket in its address. ${ALONE}`,
  ],
  [
    "a field inside an address",
    "[x](https://example.edu/%7B%7Blink%7D%7D)",
    `6: The link "x" leads to https://example.edu/%7B%7Blink%7D%7D, with a quote or a bracket in its address. ${ALONE}`,
  ],
  [
    "a link that reads as another address",
    "[https://example.edu/]({{link}})",
    '6: The link reads "https://example.edu/", and leads to https://own-page.example/s/sample. Write in words where it leads; mail programs warn of such a link.',
  ],
  [
    "a link of no width",
    "Hi\n\n[\u200b](https://example.edu/)",
    "8: A link to https://example.edu/ has no words to click on. Write [Words](address).",
  ],
  ["an empty title", "# \n\nText", `6: A heading of this mail is empty. ${WORDS}`],
  ["an empty heading further down", "Text\n\n## \n\nText", `8: A heading of this mail is empty. ${WORDS}`],
  ["an empty entry of a list", "- a\n-\n- b", `7: A list entry of this mail is empty. ${WORDS}`],
  ["an empty quote", "Text\n\n> \n> ", `8: A quote of this mail is empty. ${WORDS}`],
  ["a paragraph of a blank of no width", "Text\n\n\u200b\n\nText", `8: A paragraph of this mail is empty. ${WORDS}`],
  [
    "a paragraph of a blank that does not break",
    "Text\n\n&nbsp;\n\nText",
    `8: A paragraph of this mail is empty. ${WORDS}`,
  ],
];

/** What the first look, at the Markdown, tells of alone. */
const FIRST_LOOK: [name: string, body: string, near: string][] = [
  ["a blank before the address", "[Show my code] ({{link}})", '"[Show my code] ({{link}})" would stay'],
  ["the student's link in escaped brackets", "\\[Show\\]({{link}})", "{{link}} would stay text here"],
  ["the student's link in full-width brackets", "［Show］（{{link}}）", "{{link}} would stay text here"],
  ["a tag", "<a href={{link}}>Show</a>", "HTML is not shown"],
  ["a code span", "`[Show]({{link}})`", "Code is not shown"],
  ["a reference", "[Show][page]\n\n[page]: {{link}}", "A link reference is not shown"],
  ["stars with blanks", "** big **", '"**" would stay'],
  ["underscores with blanks", "__ big __", '"__" would stay'],
  ["an underscore with blanks", "_ big _", '"_" would stay'],
  ["underscores of which one is missing", "__big_", '"_" would stay'],
  ["an entity that is written twice", "A &amp;amp; B", '"&amp;" would stay'],
  ["an address without https", "http://example.edu/", "cannot lead to"],
  ["a greeting of nobody in a sentence", "Dear , we write", '"Dear , we write" greets nobody'],
];

const FINE: [name: string, body: string][] = [
  ["blanks inside the brackets of the address", "[Show]( {{link}} )"],
  ["an address in angle brackets", "[Show](<{{link}}>)"],
  ["a title of a link", '[Show]({{link}} "Your page")'],
  ["a link that is bold", "**[Show]({{link}})** and [**more**](https://example.edu/)"],
  ["a bare address", "See https://example.edu/a__b, or (https://example.edu/b)."],
  ["a bare mail address", "Write to office@example.edu or [us](mailto:{{officeEmail}})."],
  ["a sign that is meant to be read", "\\*Required, see \\[1\\], \\#1 and C\\#"],
  ["a line to fill in", "Sign here: ________"],
  ["an ampersand and signs of comparison", "Ben & Co. say 2 < 3 and a &amp; b"],
  ["a rule between paragraphs", "One\n\n---\n\nTwo"],
  ["a greeting by name, also in bold", "Hello **{{firstName}}**,\n\nDear {{firstName}}, welcome"],
  ["an address with other letters", "[x](https://münchen.example/straße)"],
];

const CASES = [
  ...FAULTS.map(([, body]) => body),
  ...FIRST_LOOK.map(([, body]) => body),
  ...FINE.map(([, body]) => body),
];
const mailOf = (body: string): string => `mail-${CASES.indexOf(body)}`;

/** Every case is a mail of one program, which is checked once. */
let faults: string[] = [];
beforeAll(async () => {
  const mails = CASES.map((body) => [
    `emails/${mailOf(body)}.md`,
    BASELINE["emails/news.md"]?.replace("Hello {{firstName}}.", () => body),
  ]);
  faults = (await told({ ...BASELINE, ...Object.fromEntries(mails) })).faults;
});

const faultsOf = (body: string): string[] => {
  const start = `emails/${mailOf(body)}.md:`;
  return faults.filter((fault) => fault.startsWith(start)).map((fault) => fault.slice(start.length));
};

describe("a mail is read back as its readers see it", () => {
  test.each(FAULTS)("%s is a fault with its line", (_, body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });

  test.each(FIRST_LOOK)("%s is told by the look at its Markdown, and not again", (_, body, near) => {
    const seen = /Readers would see|plain text, but|names no place/;
    expect(faultsOf(body).some((fault) => fault.includes(near))).toBe(true);
    expect(faultsOf(body).filter((fault) => seen.test(fault))).toEqual([]);
  });

  test.each(FINE)("%s is no fault", (_, body) => {
    expect(faultsOf(body)).toEqual([]);
  });

  test("a subject too", async () => {
    const { faults: inSubject } = await told(
      replaced("emails/news.md", "subject: The news", "subject: The ＊＊big＊＊ news"),
    );
    expect(inSubject).toEqual([`emails/news.md:2: Readers would see "＊＊". ${SIGNS}`]);
  });
});

describe("links of HTML and plain text", () => {
  const links = [{ href: "https://example.edu/a", words: "A" }];

  test("are the same where each has all of the other's", () => {
    expect(faultsInLinks(links, "A:\nhttps://example.edu/a")).toEqual([]);
    expect(faultsInLinks(links, "See A (https://example.edu/a).")).toEqual([]);
  });

  test("are told where the plain text lacks one", () => {
    expect(faultsInLinks(links, "A").map(({ what }) => what)).toEqual([
      'The plain text lacks the link "A" (https://example.edu/a).',
    ]);
  });

  test("are told where only the plain text has one, or a longer one", () => {
    const text = "https://example.edu/a, https://example.edu/ab and https://example.org/";
    expect(faultsInLinks(links, text).map(({ near }) => near)).toEqual([
      "https://example.edu/ab",
      "https://example.org/",
    ]);
  });

  test("of mail addresses are told by their address", () => {
    const [fault] = faultsInLinks([{ href: "mailto:us@example.edu", words: "us" }], "us");
    expect(fault?.what).toContain("lacks the link");
    expect(faultsInLinks([{ href: "mailto:us@example.edu", words: "us" }], "us (us@example.edu)")).toEqual([]);
  });
});

describe("HTML as a browser reads it", () => {
  test("has a line a block, links with their words, and no word of what is never read", () => {
    const html =
      '<head><style>x</style></head><body><!-- y --><h1>A &amp; B</h1><p>c <a href="d">e<b>f</b></a><br>g</p></body>';
    expect(seenHtml(html)).toEqual({ lines: ["A & B", "c ef", "g"], links: [{ href: "d", words: "ef" }], empty: [] });
  });

  test("has empty blocks where no word and no picture is in them", () => {
    const html = '<p>&nbsp;&zwnj;</p><h2> </h2><p><img src="a"></p><p style="border-top:1px"></p><ul><li></li></ul>';
    expect(seenHtml(html).empty).toEqual(["p", "h2", "li"]);
  });
});

describe("the line that a seen text comes from", () => {
  const find = lineFinder("subject: a b\n\nThe first day\nThe __last__ day\nlast", 2);

  test("is the one that holds it, and of several the one most like its sentence", () => {
    expect(find("__last__")).toBe(4);
    expect(find("last", "The last day")).toBe(4);
  });

  test("is else the one with most of its words, or the first one to look at", () => {
    expect(find("<first>", "The first")).toBe(3);
    expect(find("?", "nothing alike")).toBe(2);
  });
});
