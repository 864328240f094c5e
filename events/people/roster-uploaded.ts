import * as z from "zod/mini";

/** Amazon S3's `Object Created` event on the default bus, as far as matchward reads it. */
export const RosterUploaded = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.int() }),
  }),
});
export type RosterUploaded = z.infer<typeof RosterUploaded>;
