import { describe, expect, test } from "vitest";
import { readShownText } from "#files/program-folder/read-back/shown-text.ts";
import { BASELINE, replaced, told } from "./small-program.ts";

const MEND = "This text is shown as it stands: write plain words.";

const FAULTS: [name: string, file: string, from: string, to: string, fault: string][] = [
  [
    "a title",
    "calendar.yaml",
    "title: The survey",
    'title: "The **big** survey"',
    `3: Readers would see "**". ${MEND}`,
  ],
  ["a question", "calendar.yaml", "question: Done?", 'question: "*Done*?"', `14: Readers would see "*Done*". ${MEND}`],
  [
    "an explanation",
    "calendar.yaml",
    "explanation: Do it.",
    'explanation: "[Do](https://example.edu/) it."',
    `15: Readers would see "[Do](https://example.edu/)". ${MEND}`,
  ],
  ["a button", "calendar.yaml", "label: Go,", 'label: "`Go`",', `16: Readers would see "\`". ${MEND}`],
  ["an answer", "calendar.yaml", "label: Done,", 'label: "<b>Done</b>",', `18: Readers would see "<b>". ${MEND}`],
  ["thanks", "calendar.yaml", "thanks: Thanks.", 'thanks: "__Thanks__"', `19: Readers would see "__Thanks__". ${MEND}`],
  [
    "the school's name",
    "school.yaml",
    "name: Small School",
    'name: "Small &amp; Co"',
    `1: Readers would see "&amp;". ${MEND}`,
  ],
  [
    "the office's name",
    "school.yaml",
    "name: Office of Small Advising",
    'name: "# Office"',
    `7: Readers would see "#". ${MEND}`,
  ],
  [
    "the sender's name",
    "school.yaml",
    "name: Small Advising,",
    'name: "_Small_ office",',
    `5: Readers would see "_Small_". ${MEND}`,
  ],
  ["a track's name", "tracks.yaml", "title: Long", 'title: "~~Long~~"', `3: Readers would see "~~". ${MEND}`],
  ["a phase's name", "tracks.yaml", "title: Early", 'title: "- Early"', `7: Readers would see "-". ${MEND}`],
];

describe("a text that is shown as it stands has no markup in it", () => {
  test.each(FAULTS)("%s", async (_, file, from, to, fault) => {
    expect((await told(replaced(file, from, to))).faults).toEqual([`${file}:${fault}`]);
  });

  test.each([
    ["a link with a blank", "[Go] (https://example.edu/)"],
    ["a reference", "See [the page][page]"],
    ["a list in lines", "Do:\n- this\n- that"],
    ["stars in pairs, also with blanks", "** now **"],
    ["full-width signs", "［Go］（example.edu）"],
    ["another program's field", "Hello %FNAME%"],
    ["a tag that ends itself", "One<br/>two"],
    ["words of no width", "\u200b\u200b"],
  ])("%s is a fault too", (_, text) => {
    expect(readShownText(text).ok).toBe(false);
  });

  test.each([
    "Required* and 5 * 3 = 15",
    "Survey [optional] (part 2)",
    "Ben & Co. say 2 < 3 > 1, #1 of C#",
    "See https://example.edu/a__b_c or snake_case_names",
    "Yes – “now”, or not-yet",
    "1. First things first",
    "A_B and 3*4*5",
  ])("%s is none", (text) => {
    expect(readShownText(text)).toEqual({ ok: true, value: text });
  });

  test("the small program has none", async () => {
    expect((await told(BASELINE)).faults).toEqual([]);
  });
});
