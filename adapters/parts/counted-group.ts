import * as z from "zod/mini";
import { CountedPart } from "#domain/parts/counted-part.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { GroupItem, StoredMembers, unpacked } from "./part-group-item.ts";

/** A group's parts as far as they can be counted, from the image that a write of it left in the stream. */
export interface CountedGroup {
  program: string;
  occurrence: string;
  group: string;
  version: number;
  parts: CountedPart[];
}

// Lambda hands on the bytes of an image as base64.
const ImageOfGroup = itemOf(
  PARTITIONS.parts,
  z.object({
    ...z.pick(GroupItem, { pk: true, sk: true, version: true }).shape,
    members: z.pipe(
      z.pipe(
        z.string(),
        z.transform((base64) => unpacked(Buffer.from(base64, "base64"))),
      ),
      StoredMembers,
    ),
  }),
);

/** @throws a zod error where the group cannot be read; of a part that cannot be, nothing is counted */
export const countedGroupIn = (item: unknown): CountedGroup => {
  const { pk, sk, version, members } = ImageOfGroup.parse(item);
  const parts = Object.values(members).flatMap((part) => CountedPart.safeParse(part).data ?? []);
  return { ...pk, group: sk, version, parts };
};
