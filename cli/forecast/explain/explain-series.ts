import type { Series } from "#domain/calendar/series.ts";
import type { Explanation } from "#domain/forecast/explain/explain.ts";
import type { School } from "#domain/time/school.ts";
import { yearlyWords } from "#domain/time/yearly-words.ts";

const rhythmWords = ({ rhythm }: Series): string => {
  if ("everyWeeks" in rhythm) {
    const often = rhythm.everyWeeks === 1 ? "every week" : `every ${rhythm.everyWeeks} weeks`;
    return `${often} from ${yearlyWords(rhythm.from)} to ${yearlyWords(rhythm.to)}`;
  }
  if ("seasons" in rhythm) return `once in each season: ${rhythm.seasons.join(", ")}`;
  return rhythm.timesPerYear === 1 ? "once a year or more often" : `${rhythm.timesPerYear} times a year or more often`;
};

/** What is said of a series, whoever asks: how often it comes, and that its sessions give its days. */
export const seriesExplanation = (series: Series, { roles }: School): Explanation => {
  const owner = series.owner && (roles?.[series.owner]?.title ?? series.owner);
  const asked = owner === undefined ? "" : ` (owner: ${owner})`;
  const rule = `${series.title} is a series: it comes ${rhythmWords(series)}`;
  const fact = `each of its sessions gives a day of its own, and nothing goes out without one${asked}`;
  return { verdict: "waits", because: [{ rule, fact, holds: false }] };
};
