import * as z from "zod/mini";
import { WhenOnPage } from "./when-words.ts";

const Names = z.optional(z.array(z.string()));

const AudienceOnPage = z.object({
  tracks: Names,
  phases: Names,
  societies: Names,
  degrees: Names,
  specialties: Names,
  marked: z.optional(z.string()),
});
export type AudienceOnPage = z.infer<typeof AudienceOnPage>;

const AsksOnPage = z.object({
  question: z.optional(z.string()),
  with: z.optional(z.string()),
  count: z.optional(z.number()),
  items: z.optional(z.array(z.object({ label: z.string() }))),
  closes: z.optional(z.string()),
});
export type AsksOnPage = z.infer<typeof AsksOnPage>;

const MilestoneOnPage = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  owner: z.optional(z.string()),
  audience: z.optional(AudienceOnPage),
  tracks: Names,
  phases: Names,
  when: WhenOnPage,
  mails: z.object({
    open: z.string(),
    remind: z.optional(z.union([z.string(), z.array(z.string())])),
    lastCall: z.optional(z.string()),
  }),
  asks: z.optional(AsksOnPage),
  escalates: z.optional(z.object({ to: z.string(), afterReminder: z.int() })),
});
export type MilestoneOnPage = z.infer<typeof MilestoneOnPage>;

const Rhythm = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

const SeriesOnPage = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.optional(z.string()),
  audience: AudienceOnPage,
  rhythm: Rhythm,
  covers: Names,
  attached: z.optional(z.array(z.object({ title: z.string() }))),
});
export type SeriesOnPage = z.infer<typeof SeriesOnPage>;

/** A file of the calendar as it was written, of a program without faults. */
export const CalendarOnPage = z.object({
  milestones: z.optional(z.array(MilestoneOnPage)),
  series: z.optional(z.array(SeriesOnPage)),
});
const Titled = z.record(z.string(), z.object({ title: z.string() }));
export const SchoolOnPage = z.object({ name: z.string(), roles: z.optional(Titled) });
export const TracksOnPage = z.object({
  tracks: z.record(z.string(), z.object({ title: z.string(), phases: Titled })),
});
