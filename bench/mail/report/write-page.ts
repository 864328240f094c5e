import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Bar, barChart, growthChart } from "./charts.ts";
import { section } from "./page.ts";
import type { Results } from "./results.ts";
import { growth, nameOf, sizesSideBySide, summariesAt } from "./tables.ts";

const PAGE = new URL("../../../docs/benchmarks.md", import.meta.url);
const CHARTS = new URL("../../../docs/charts/", import.meta.url);

/** The page with a script's section between its markers, or at its end where it has none yet. */
export const withSection = (page: string, made: string, script: string): string => {
  const [opening, closing] = [`<!-- made by npm run ${script} -->`, `<!-- end of what npm run ${script} made -->`];
  const block = `${opening}\n\n${made}\n\n${closing}`;
  const [begin, end] = [page.indexOf(opening), page.indexOf(closing)];
  if (begin < 0 || end < begin) return `${page.trimEnd()}\n\n${block}\n`;
  return page.slice(0, begin) + block + page.slice(end + closing.length);
};

const bars = (results: Results): Bar[] =>
  summariesAt(results, sizesSideBySide(results).at(-1) ?? 0)
    .filter(({ exact }) => exact)
    .map((summary) => ({
      label: nameOf(summary),
      parts: [summary.worker.median, summary.store.median],
      range: summary.both,
    }));

/** Writes the bench's section of the page, and its charts. Running twice writes the same. */
export const writePage = (results: Results): void => {
  mkdirSync(CHARTS, { recursive: true });
  const legend = ["worker", "store"];
  writeFileSync(new URL("mail-cpu.svg", CHARTS), barChart("Processor time a mail, µs", legend, bars(results)));
  const title = "matchward in memory: processor time a mail, µs, by size";
  writeFileSync(new URL("mail-growth.svg", CHARTS), growthChart(title, growth(results)));
  writeFileSync(PAGE, withSection(readFileSync(PAGE, "utf8"), section(results), "bench:mail"));
};
