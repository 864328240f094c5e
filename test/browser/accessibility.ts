import axe from "axe-core";
import type { Page } from "playwright-core";
import * as z from "zod/mini";

const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What a look is about: all rules of WCAG 2.2 AA and the best practices, or some rules alone. */
export type Look = "all" | readonly string[];

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const optionsOf = (look: Look) => ({
  runOnly: look === "all" ? { type: "tag", values: TAGS } : { type: "rule", values: look },
  resultTypes: ["violations"],
});

/** What axe finds at fault on a page as it stands: each rule, with the elements that break it. */
export const accessibilityFaults = async (page: Page, look: Look = "all"): Promise<string[]> => {
  // Bringing axe into the page takes longer than all its rules.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(`${axe.source}; 0`);
  const found = await page.evaluate(`axe.run(${JSON.stringify(optionsOf(look))}).then((found) => found.violations)`);
  return Violations.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
};
