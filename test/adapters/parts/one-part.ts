import type { Parts } from "#adapters/parts/parts.ts";
import type { MailState } from "#domain/parts/part.ts";
import type { PartIdentity, PartName } from "#domain/parts/part-changes.ts";

type Mail = Parameters<Parts["claim"]>[2];
type Stop = Parameters<Parts["stop"]>[1];
type Reason = Parameters<Parts["resume"]>[1];

/** A port of parts, as one who changes one part at a time uses it. */
export const onePart = (parts: Parts) => ({
  ...parts,
  claim: async (part: PartIdentity, wave: string, mail: Mail) => (await parts.claim([part], wave, mail))[0],
  settle: (part: PartName, wave: string, mail: MailState) => parts.settle([{ part, wave, mail }]),
  learn: async (part: PartName, wave: string, mail: MailState) => (await parts.learn([{ part, wave, mail }]))[0],
  miss: (part: PartIdentity, wave: string, mail: { plannedAt: string; at: string; reason: string }) =>
    parts.miss([{ part, wave, mail }]),
  owe: (part: PartIdentity, wave: string, mail: { plannedAt: string; at: string; reason: string }) =>
    parts.owe([{ part, wave, mail }]),
  stop: (part: PartIdentity, stop: Stop) => parts.stop([part], stop),
  resume: (part: PartName, reason: Reason) => parts.resume([part], reason),
});
