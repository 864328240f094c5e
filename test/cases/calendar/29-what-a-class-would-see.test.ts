import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BASELINE, replaced, told } from "../../files/program-folder/small-program.ts";

const CASE = readFileSync(new URL("../files/29-cim-access-code.md", import.meta.url), "utf8");

const faultsIn = async (line: string): Promise<string[]> =>
  (await told(replaced("emails/news.md", "Hello {{firstName}}.", `Hello {{firstName}}.\n\n${line}`))).faults;

describe("the check looks at what a class would see", () => {
  test("each sign of the reported mail that stayed text is a fault with its line", async () => {
    const { faults } = await told({ ...BASELINE, "emails/news.md": CASE });
    expect(faults.map((fault) => /^emails\/news\.md:(\d+): /.exec(fault)?.[1])).toEqual(
      expect.arrayContaining(["10", "12", "14", "16", "18", "20", "22"]),
    );
    expect(faults.join("\n")).toContain("Did you mean [Show my access code]({{link}})?");
  });

  test.each([
    ["[Show] ({{link}})", "Did you mean [Show]({{link}})?"],
    ["[Map](https://a.example.org/a b)", "Write a link like [words](https://…)."],
    ["**bold* text", "Write **bold** and *italic* with as many stars after as before."],
    ["lunch*", "Write **bold** and *italic* with as many stars after as before."],
    ["#Next step", "Did you mean # Next step?"],
    ["1)Open it", "Did you mean 1. Open it?"],
    ["-one thing", "Did you mean - one thing?"],
    ["• one thing", "Did you mean - one thing?"],
    ["[ ] Register", 'Boxes to tick are not shown. Begin the line with "- " for a list.'],
    ["__bold text", "Write _italic_ with a line before and after."],
    ["an `open tick", "Put \\ before a sign that is meant to be read."],
    ["Dear {firstName},", "Did you mean {{firstName}}?"],
    ["Dear %first_name%,", "Did you mean {{firstName}}?"],
    ["Dear «First Name»,", "Did you mean {{firstName}}?"],
    ["caf&eacute;", "Write the sign itself."],
    ["Hello ,", "Write Hello {{firstName}},"],
    ["Dear,", "Write Hello {{firstName}},"],
    ["See {{link}} please", "Write [Words of the button]({{link}})."],
    ["[](https://a.example.org/)", "Write [Words](https://a.example.org/)."],
    ["[x](https://localhost:3000/)", "or to mailto: and an e-mail address."],
    ["[x](https://careersinmedicine/)", "or to mailto: and an e-mail address."],
    ["[x](https://10.0.0.7/)", "or to mailto: and an e-mail address."],
    ["[x](a@example.edu)", "or to mailto: and an e-mail address."],
  ])("%s", async (line, mend) => {
    const faults = await faultsIn(line);
    expect(faults.join("\n")).toContain(mend);
    for (const fault of faults) expect(fault).toMatch(/^emails\/news\.md:8: /);
  });

  test.each([
    "Room 12 (first floor), 3.5 hours, 2 < 3, Ben & Co., #1 of 5 at 10:30 - 11:00",
    "An escaped \\*star\\*, \\[bracket\\], \\# hash and snake_case_name",
    "**Bold**, *italic*, _italic_ and [words](https://a.example.org/b_c?d=[e])",
    "- one\n- two\n\n1. one\n2. two\n\n> quoted\n\n## Heading",
    "[{{officeEmail}}](mailto:{{officeEmail}})",
    "[https://a.example.org/](https://a.example.org/)",
  ])("but not %j", async (line) => {
    expect(await faultsIn(line)).toEqual([]);
  });

  test.each([
    ["**The** news", "Write **bold** and *italic* with as many stars after as before."],
    ["Your page {{link}}", "Put {{link}} into a link of the body."],
    ["x".repeat(200), "Write at most 60: mailboxes cut the rest."],
    ["'[News](https://a.example.org)'", "Did you mean [News](https://a.example.org)?"],
  ])("in the subject: %s", async (subject, mend) => {
    const { faults } = await told(
      replaced("emails/news.md", "subject: The news", `subject: ${JSON.stringify(subject)}`),
    );
    expect(faults.join("\n")).toContain(mend);
    for (const fault of faults) expect(fault).toMatch(/^emails\/news\.md:2: /);
  });

  test("a survey's mail whose link is text has no way to the survey", async () => {
    const { faults } = await told(replaced("emails/survey.md", "[Go]({{link}})", "Go to {{link}}"));
    expect(faults).toEqual([
      "emails/survey.md:8: {{link}} would stay text here: nobody can click it in every mail program. Write [Words of the button]({{link}}).",
    ]);
  });
});
