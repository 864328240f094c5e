import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerAskOf } from "#domain/calendar/program.ts";
import { accessibilityFaults } from "../browser/accessibility.ts";
import { hasChromium } from "../browser/chromium.ts";
import { launchWindows, type Windows } from "../browser/windows.ts";
import { serveSite } from "./served-site.ts";

const survey = "retake-cim-survey@2027";
const later = "2027-12-01T00:00:00.000Z";

describe.skipIf(!hasChromium())("a student's page in a real browser", () => {
  let windows: Windows;
  let site: Awaited<ReturnType<typeof serveSite>>;
  beforeAll(async () => {
    [windows, site] = await Promise.all([launchWindows(), serveSite()]);
  });
  afterAll(async () => {
    await windows?.close();
    await site?.stop();
  });

  /** A window as another student's would be: the only thing that the site leaves in one are cookies. */
  const visiting = async (link: string, visit: (page: Page) => Promise<void>) => {
    const page = await windows.shared();
    await page.goto(link);
    await visit(page);
  };
  const visitingIn = async (window: Promise<Page>, link: string, visit: (page: Page) => Promise<void>) => {
    const page = await window;
    await page.goto(link);
    await visit(page);
    await page.context().close();
  };
  const visitingWithoutScript = (link: string, visit: (page: Page) => Promise<void>) =>
    visitingIn(windows.opened({ javaScriptEnabled: false }), link, visit);
  /** What the program that staff edit says of the survey, so that another wording fails no test. */
  const asked = () => {
    const milestone = site.program.milestones.find(({ id }) => survey.startsWith(id));
    const ask = milestone && answerAskOf(milestone);
    if (ask === undefined) throw new Error(`The program asks nothing for ${survey}`);
    return { title: milestone?.title ?? "", ask };
  };
  const statusOf = async (student: string) => (await site.parts.get(survey, student))?.task?.state;
  const heading = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
  const confirm = (page: Page) => page.getByRole("button", { name: "Confirm my answer" }).click();
  const choose = (page: Page, nth: number) => page.getByRole("radio").nth(nth).check();

  describe("the journey", () => {
    const journey = async (page: Page, student: string) => {
      expect(await heading(page)).toBe(asked().title);
      expect(await statusOf(student)).toBe("due");
      await choose(page, 0);
      await confirm(page);
      expect(await heading(page)).toBe("Thank you, that is recorded.");
      expect(await statusOf(student)).toBe("attested");
      await page.goto(page.url());
      expect(await heading(page)).toBe("You have done this one.");
      await page.getByRole("button", { name: "Undo this answer" }).click();
      expect(await heading(page)).toBe("Taken back.");
      expect(await statusOf(student)).toBe("due");
      await page.getByRole("link", { name: "Back to the question" }).click();
      expect(await page.getByRole("radio").count()).toBe(asked().ask.answers.length);
    };

    test("from the link through confirming, coming back, and taking it back", async () => {
      const link = await site.linkTo(survey, "journey");
      await visiting(link, (page) => journey(page, "journey"));
    });

    test("is the same without JavaScript", async () => {
      const link = await site.linkTo(survey, "no-script");
      await visitingWithoutScript(link, (page) => journey(page, "no-script"));
    });

    test("needs no mouse", async () => {
      await visiting(await site.linkTo(survey, "keyboard"), async (page) => {
        const focused = () => page.locator(":focus").textContent();
        await page.keyboard.press("Tab");
        expect(await focused()).toContain(asked().ask.action?.label);
        await page.keyboard.press("Tab");
        await page.keyboard.press("ArrowDown");
        expect(await page.getByRole("radio").nth(1).isChecked()).toBe(true);
        await page.keyboard.press("Tab");
        expect(await focused()).toBe("Confirm my answer");
        await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
        expect(await heading(page)).toBe("Thank you, that is recorded.");
        expect((await site.parts.get(survey, "keyboard"))?.task?.evidence.attested?.answer).toBe(
          asked().ask.answers[1]?.id,
        );
      });
    });

    test("from a mailbox on another site it works too, though that sends no strict cookie", async () => {
      const link = await site.linkTo(survey, "mailbox");
      await visiting("data:text/html,<title>Mailbox</title>", async (page) => {
        await page.setContent(`<a href="${link}">Confirm</a>`);
        await page.getByRole("link").click();
        await choose(page, 0);
        await confirm(page);
        expect(await statusOf("mailbox")).toBe("attested");
      });
    });

    test.each([
      ["the first", 0],
      ["the second", 1],
    ])("of two tabs from a mailbox, an answer in %s counts", async (_, nth) => {
      const student = `two-tabs-${nth}`;
      const link = await site.linkTo(survey, student);
      await visitingIn(windows.opened(), "data:text/html,<title>Mailbox</title>", async (page) => {
        const tabs: Page[] = [];
        for (const _ of [1, 2]) {
          await page.setContent(`<a href="${link}" target="_blank" rel="noopener">Confirm</a>`);
          const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link").click()]);
          await tab.waitForLoadState();
          tabs.push(tab);
        }
        const tab = tabs[nth] ?? page;
        await choose(tab, 0);
        await confirm(tab);
        expect(await heading(tab)).toBe("Thank you, that is recorded.");
        expect(await statusOf(student)).toBe("attested");
        const other = tabs[1 - nth] ?? page;
        await choose(other, 1);
        await confirm(other);
        expect(await statusOf(student)).toBe("attested");
        expect((await site.parts.get(survey, student))?.task?.evidence.attested?.answer).toBe(
          asked().ask.answers[0]?.id,
        );
      });
    });

    test("the back button leads to the question as it stands, which takes another answer", async () => {
      await visiting(await site.linkTo(survey, "back"), async (page) => {
        await choose(page, 2);
        await Promise.all([page.waitForEvent("load"), confirm(page)]);
        expect(await statusOf("back")).toBe("due");
        await page.goBack();
        expect(await page.getByText("Your answer so far").isVisible()).toBe(true);
        await choose(page, 0);
        await Promise.all([page.waitForEvent("load"), confirm(page)]);
        expect(await statusOf("back")).toBe("attested");
        await page.goBack();
        expect(await heading(page)).toBe("You have done this one.");
      });
    });

    test("without cookies the answer stays chosen, and one more press records it", async () => {
      await visiting(await site.linkTo(survey, "no-cookies"), async (page) => {
        await choose(page, 1);
        await page.context().clearCookies();
        await confirm(page);
        expect(await page.getByRole("alert").textContent()).toContain("Nothing was recorded yet");
        expect(await page.getByRole("radio").nth(1).isChecked()).toBe(true);
        expect(await statusOf("no-cookies")).toBe("due");
        await page.context().clearCookies();
        await confirm(page);
        expect(await heading(page)).toBe("Thank you, that is recorded.");
        expect(await statusOf("no-cookies")).toBe("attested");
        await page.context().clearCookies();
        const undo = () => page.getByRole("button", { name: "Undo this answer" }).click();
        await undo();
        await page.context().clearCookies();
        await undo();
        expect(await statusOf("no-cookies")).toBe("due");
      });
    });

    test("after an undo the address in the bar shows the page when it is loaded again", async () => {
      await visiting(await site.linkTo(survey, "reloaded"), async (page) => {
        await choose(page, 0);
        await confirm(page);
        await page.getByRole("button", { name: "Undo this answer" }).click();
        await page.getByRole("button", { name: "Undo this answer" }).waitFor({ state: "detached" });
        const response = await page.goto(page.url());
        expect(response?.status()).toBe(200);
        expect(await page.getByRole("radio").count()).toBe(asked().ask.answers.length);
      });
    });

    test("two tabs of two links do not disturb each other", async () => {
      const [one, two] = [await site.linkTo(survey, "tab-one"), await site.linkTo(survey, "tab-two")];
      await visitingIn(windows.opened(), one, async (page) => {
        const other = await page.context().newPage();
        await other.goto(two);
        for (const tab of [page, other]) {
          await choose(tab, 0);
          await confirm(tab);
        }
        expect(await Promise.all(["tab-one", "tab-two"].map(statusOf))).toEqual(["attested", "attested"]);
      });
    });
  });

  describe("what a mail scanner does", () => {
    test("loading the page, running what is on it and pressing its button completes nothing", async () => {
      await visiting(await site.linkTo(survey, "scanner"), async (page) => {
        await page.waitForTimeout(200);
        await confirm(page);
        expect(await page.title()).toContain("Not recorded yet");
        expect(await statusOf("scanner")).toBe("due");
      });
    });

    test("a form on another site, answered and sent, completes nothing", async () => {
      const link = await site.linkTo(survey, "lured");
      await visitingIn(windows.opened(), link, async (page) => {
        const lure = await page.context().newPage();
        const nonce = await page.locator("input[name=nonce]").inputValue();
        await lure.goto("data:text/html,<title>Elsewhere</title>");
        await lure.setContent(
          `<form method="post" action="${link}"><input name="nonce" value="${nonce}"><input name="answer" value="survey"><button>Win</button></form>`,
        );
        await lure.getByRole("button").click();
        await lure.waitForURL(link);
        expect(await statusOf("lured")).toBe("due");
      });
    });
  });

  describe("forgetting to answer", () => {
    test("says so at the question, with the first answer in focus", async () => {
      await visiting(await site.linkTo(survey, "forgetful"), async (page) => {
        await confirm(page);
        expect(await page.getByRole("alert").textContent()).toBe("Choose one of the answers, then confirm.");
        const group = page.getByRole("radiogroup", { name: asked().ask.question });
        expect(await group.getAttribute("aria-describedby")).toBe(await page.getByRole("alert").getAttribute("id"));
        expect(await page.locator("input:focus").getAttribute("value")).toBe(asked().ask.answers[0]?.id);
      });
    });
  });

  const saveWithout = (label: string) => async (page: Page) => {
    await page.getByRole("checkbox", { name: label }).uncheck();
    await page.getByRole("button", { name: "Save my choices" }).click();
  };
  /** What a mailbox sends for its reader, with its answer shown. */
  const oneClick = async (page: Page) => {
    const form = { "List-Unsubscribe": "One-Click" };
    await page.setContent(await (await page.request.post(page.url(), { form })).text());
  };

  describe("choosing which mails to get", () => {
    test.each([true, false])("is saved, kept, and changed back (JavaScript: %s)", async (javaScriptEnabled) => {
      const student = `choosing-${javaScriptEnabled}`;
      const visit = javaScriptEnabled ? visiting : visitingWithoutScript;
      await visit(site.choicesOf(student, "unsubscribe", "nudges"), async (page) => {
        expect(await site.choices.of(student)).toEqual([]);
        await saveWithout("Reminders")(page);
        expect(await heading(page)).toBe("Saved.");
        expect(await site.choices.of(student)).toEqual(["nudges"]);
        await page.goto(site.choicesOf(student, "preferences", "calendar"));
        expect(await page.getByRole("checkbox", { name: "Reminders" }).isChecked()).toBe(false);
        expect(await page.getByRole("checkbox", { name: "What every student needs" }).isDisabled()).toBe(true);
        await page.getByRole("checkbox", { name: "Reminders" }).check();
        await page.getByRole("button", { name: "Save my choices" }).click();
        expect(await site.choices.of(student)).toEqual([]);
      });
    });

    test("a scanner that opens the link and presses the button leaves the choices as they are", async () => {
      await site.choices.decline("pressed", "calendar", "2027-04-01T00:00:00.000Z");
      await visiting(site.choicesOf("pressed", "unsubscribe", "nudges"), async (page) => {
        await page.getByRole("button").click();
        expect(await site.choices.of("pressed")).toEqual(["calendar"]);
      });
    });
  });

  describe("the access code", () => {
    test("is hidden until it is asked for", async () => {
      await visiting(await site.linkTo("cim-access-code@2025", "ada", later), async (page) => {
        expect(await page.content()).not.toContain("7KQX");
        await page.getByRole("button", { name: "Reveal it now" }).click();
        expect(await page.getByText("7KQX-94TF-2MHB").isVisible()).toBe(true);
        expect(page.url()).not.toContain("7KQX");
      });
    });
  });

  describe("every page", () => {
    /** Each kind of page, and how to come to it. */
    const pages: [string, () => Promise<string>, (page: Page) => Promise<unknown>][] = [
      ["the question", () => site.linkTo(survey, "look"), async () => undefined],
      ["the question with an answer chosen", () => site.linkTo(survey, "chosen"), (page) => choose(page, 1)],
      ["the question unanswered", () => site.linkTo(survey, "blank"), confirm],
      ["not yet", () => site.linkTo(survey, "later"), (page) => choose(page, 2).then(() => confirm(page))],
      ["thanks", () => site.linkTo(survey, "done"), (page) => choose(page, 0).then(() => confirm(page))],
      [
        "taken back",
        () => site.linkTo(survey, "undo"),
        async (page) => {
          await choose(page, 0);
          await confirm(page);
          await page.getByRole("button", { name: "Undo this answer" }).click();
        },
      ],
      ["the hidden code", () => site.linkTo("cim-access-code@2025", "ada", later), async () => undefined],
      [
        "the shown code",
        () => site.linkTo("cim-access-code@2025", "ada", later),
        (page) => page.getByRole("button").click(),
      ],
      ["a class meeting", () => site.linkTo("road-to-residency-1@2028", "ada"), async () => undefined],
      ["choices", async () => site.choicesOf("look", "preferences", "calendar"), async () => undefined],
      ["saved choices", async () => site.choicesOf("saved", "preferences", "nudges"), saveWithout("Extras")],
      [
        "choices that are not fresh",
        async () => site.choicesOf("stale", "preferences", "nudges"),
        async (page) => {
          await page.context().clearCookies();
          await saveWithout("Extras")(page);
        },
      ],
      [
        "the question asked once more",
        () => site.linkTo(survey, "unsure"),
        async (page) => {
          await page.context().clearCookies();
          await choose(page, 1);
          await confirm(page);
        },
      ],
      [
        "the question after an answer in part",
        () => site.linkTo(survey, "in-part"),
        async (page) => {
          await choose(page, 2);
          await confirm(page);
          await page.getByRole("link", { name: "Back to the question" }).click();
        },
      ],
      ["one click's answer", async () => site.choicesOf("click", "unsubscribe", "nudges"), oneClick],
      ["a broken link", async () => `${site.siteUrl}/s/v1.cut`, async () => undefined],
      ["an expired link", () => site.linkTo(survey, "ada", "2027-01-01T00:00:00.000Z"), async () => undefined],
    ];

    // One window for all: to open one takes longer than to look at what is in it.
    let page: Page;
    beforeAll(async () => {
      page = await windows.opened({ viewport: { width: 320, height: 640 } });
    });

    test.each(pages)(
      "%s meets WCAG 2.2 AA in light and dark, and fits a screen of 320 pixels",
      async (_, link, reach) => {
        await page.context().clearCookies();
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(await link());
        await reach(page);
        expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(18, 23, 26)");
        expect(await accessibilityFaults(page, ["color-contrast"])).toEqual([]);
      },
    );
  });

  test("the style sheet passes the page's own content security policy", async () => {
    const complaints: string[] = [];
    const page = await windows.opened();
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(await site.linkTo(survey, "policy"));
    const background = await page.evaluate('getComputedStyle(document.querySelector("button.main")).backgroundColor');
    expect(background).toBe("rgb(20, 80, 92)");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
