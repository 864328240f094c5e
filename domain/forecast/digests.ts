import { DIGEST_TEMPLATE } from "../mail/digest.ts";

interface ThingTold {
  occurrence: string;
  wave: string;
}

/** One mail that tells of several things which could wait, in the order of their names. `at`: when it goes out. */
export interface OutlookDigest {
  studentId: string;
  at: string;
  items: ThingTold[];
}

type MailToCome = ThingTold & { studentId: string; at: string; template: string; carries?: string[] };

const nameOf = ({ occurrence, wave }: ThingTold): string => `${occurrence}/${wave}`;

const byName = (one: ThingTold, other: ThingTold): number => (nameOf(one) < nameOf(other) ? -1 : 1);

/** The row of a digest among the mails, and its own, made of the first thing in it and the others. */
export const digestOf = <Mail extends MailToCome>(
  first: Mail,
  others: readonly ThingTold[],
): { mail: Mail; digest: OutlookDigest } => {
  const carries = others.map(({ occurrence }) => occurrence).toSorted();
  const items = [first, ...others].map(({ occurrence, wave }) => ({ occurrence, wave })).toSorted(byName);
  return {
    mail: { ...first, template: DIGEST_TEMPLATE, carries },
    digest: { studentId: first.studentId, at: first.at, items },
  };
};

/** What becomes of a student's mails that wait, given in the program's order: of one day they are one digest. */
export const digestsOf = <Mail extends MailToCome>(
  waiting: readonly Mail[],
): { mails: Mail[]; digests: OutlookDigest[] } => {
  const mails: Mail[] = [];
  const digests: OutlookDigest[] = [];
  for (const [first, ...others] of Map.groupBy(waiting, ({ at }) => at).values()) {
    if (first === undefined) continue;
    const made = others.length === 0 ? { mail: first } : digestOf(first, others);
    mails.push(made.mail);
    if ("digest" in made) digests.push(made.digest);
  }
  return { mails, digests };
};
