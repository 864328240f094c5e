import * as z from "zod/mini";

/** How S3 names the event on the default bus. */
export const ROSTER_UPLOADED = { source: "aws.s3", detailType: "Object Created" } as const;

/**
 * The folders of the roster bucket. `incoming`: rosters. `complete`: rosters that name everybody. `approved`: the same
 * bytes again are the yes to a roster that waits. `evidence`: lists of who did what a milestone asks, in a folder named
 * by its id. `attendance`: lists of who came, in a folder named by the session's id. `desk`: what was uploaded on the
 * pages, `desk/complete/` as one that names everybody; a roster there waits for a yes. `reports`: what came of each.
 */
export const ROSTER_FOLDERS = {
  incoming: "incoming/",
  complete: "complete/",
  approved: "approved/",
  evidence: "evidence/",
  attendance: "attendance/",
  desk: "desk/",
  reports: "reports/",
} as const;

/** Amazon S3's `Object Created` event on the default bus, as far as matchward reads it. */
export const RosterUploaded = z.object({
  source: z.literal(ROSTER_UPLOADED.source),
  "detail-type": z.literal(ROSTER_UPLOADED.detailType),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.int() }),
  }),
});
export type RosterUploaded = z.infer<typeof RosterUploaded>;
