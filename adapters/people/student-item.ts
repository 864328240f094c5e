import * as z from "zod/mini";
import { Student } from "#domain/people/student.ts";
import { Instant } from "#domain/time/instant.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";

/** A student as stored, with the instant of the last phase move for those who announce it. */
export const StoredStudent = z.extend(Student, { phaseEnteredAt: z.optional(Instant) });
export type StoredStudent = z.infer<typeof StoredStudent>;

const StudentItem = itemOf(PARTITIONS.roster, StoredStudent);

/**
 * Reads a student from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no student.
 */
export const readStudent = (item: unknown): StoredStudent => StudentItem.parse(item);
