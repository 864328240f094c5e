import { describe, expect, test } from "vitest";
import { digestValues, type ToldThing } from "#files/letters/digest-values.ts";

const thing = (title: string, change: Partial<ToldThing["brief"]> = {}, closesOn = ""): ToldThing => ({
  brief: { title, line: "Come along.", closes: undefined, ...change },
  text: { link: "https://careers.example/own", closesOn },
});

describe("a digest's things", () => {
  test("stand in the order in which they close, those that never close at the end", () => {
    const things = [
      thing("Panel"),
      thing("Plan", { closes: "2027-04-30", label: "Done", line: "Write it." }, "Friday, April 30"),
      thing("Survey", { closes: "2027-04-09", label: "Take it" }, "Friday, April 9"),
    ];
    expect(digestValues(things).text).toEqual({
      things: "three things",
      titles: "Survey; Plan; Panel",
      items: [
        "Survey (until Friday, April 9)\nCome along.\nTake it: https://careers.example/own",
        "Plan (until Friday, April 30)\nWrite it.\nDone: https://careers.example/own",
        "Panel\nCome along.",
        "A link to your own page asks for no password, so please keep this mail\nto yourself.",
      ].join("\n\n"),
    });
  });

  test("say the closing day once, and nothing of passwords where a link leads elsewhere", () => {
    const line = "Open until {{text.closesOn}}.";
    const [one] = [
      thing("A < B", { closes: "2027-04-09", line, label: "See", url: "https://a.example" }, "Friday, April 9"),
    ];
    const { text, html } = digestValues(one === undefined ? [] : [one]);
    expect(text.items).toBe("A < B\nOpen until Friday, April 9.\nSee: https://a.example");
    expect(html.titles).toBe("A &lt; B");
    expect(html.items).toContain(">A &lt; B</h2>");
  });
});
