import * as z from "zod/mini";
import { Student } from "../people/student.ts";

/** What an import made of people, so that it can be taken back: each as they were before, and as it left them. */
export const Undo = z.object({
  import: z.string(),
  changes: z.array(z.object({ before: z.optional(Student), after: Student })),
  codes: z.array(z.object({ person: z.string(), before: z.optional(z.string()), after: z.string() })),
});
export type Undo = z.infer<typeof Undo>;

/** Both together, where an import died half way and ran again: what the first run found, and what the second left. */
export const undoOfBoth = (first: Undo | undefined, second: Undo): Undo => {
  if (first === undefined || first.import !== second.import) return second;
  const now = new Map(second.changes.map((change) => [change.after.schoolId, change]));
  const earlier = first.changes.map((change) => {
    const later = now.get(change.after.schoolId);
    now.delete(change.after.schoolId);
    return { ...change, after: later?.after ?? change.after };
  });
  const codes = new Map([...second.codes, ...first.codes].map((code) => [code.person, code]));
  return { ...second, changes: [...earlier, ...now.values()], codes: [...codes.values()] };
};
