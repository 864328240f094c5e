import { Status } from "#domain/people/enrollment.ts";
import { plainWord } from "../status-word.ts";

/**
 * What registrars and campus systems usually call a status. A word that one school uses of the living and another of
 * who has left (inactive, suspended, not attending) is left out: somebody has to say what it means.
 */
const USUAL: Record<Status, string> = {
  active:
    "active, enrolled, current, currently enrolled, registered, attending, in attendance, matriculated, " +
    "active student, current student, full time, continuing, actively enrolled, active in program, in good standing, " +
    "good standing, readmitted, reinstated, enrolled full time, enrolled ft, enrolled part time, enrolled pt, " +
    "enabled, full time enrolled, full time student, active full time, active enrolled, active repeating, " +
    "active registered",
  leave:
    "leave, loa, leave of absence, on leave, on loa, on leave of absence, medical leave, " +
    "mloa, " +
    "leave approved, approved leave, temporary leave, planned leave, absent on leave",
  withdrawn:
    "withdrawn, withdrew, withdraw, withdrawal, dismissed, dismissal, discontinued, transferred, transferred out, " +
    "transfer out, terminated, expelled, resigned, deleted, tobedeleted, to be deleted, dropped, dropped out, " +
    "left, departed, separated, disenrolled, unenrolled, academic dismissal, administrative withdrawal, " +
    "voluntary withdrawal, withdrawn from program, cancelled, canceled",
  graduated:
    "graduated, alumni, alumnus, alumna, alum, completed, program completed, completed program, " +
    "degree awarded, degree conferred, conferred, awarded",
  deceased: "deceased, died, dead, deceased student, passed away, decd, in memoriam",
};

/** Why somebody is on leave or has left, before or behind the word: `LOA - Medical`, `Academic Withdrawal`. */
const CAUSES =
  "medical, academic, personal, family, parental, maternity, paternity, military, research, educational, voluntary, " +
  "involuntary, administrative, financial, disciplinary, health, mental health, university, student";
const CAUSED: Partial<Record<Status, string>> = {
  leave: "leave, loa, leave of absence, on leave, on loa, on leave of absence",
  withdrawn: "withdrawn, withdrew, withdrawal, dismissed, dismissal, terminated, separated, separation",
};

const wordsOf = (status: Status): string[] => [
  ...USUAL[status].split(", "),
  ...(CAUSED[status]?.split(", ") ?? []).flatMap((word) =>
    CAUSES.split(", ").flatMap((cause) => [`${word} ${cause}`, `${cause} ${word}`]),
  ),
];

const usual = new Map(Status.options.flatMap((status) => wordsOf(status).map((word) => [word, status] as const)));

/**
 * Makes the function that says what a status word means; undefined where nobody knows.
 * @param own the school's own words, which come first; one that is there twice and differs is not understood
 */
export const statusReader = (own: Readonly<Record<string, string>> = {}): ((word: string) => Status | undefined) => {
  const words = Map.groupBy(Object.keys(own), plainWord);
  return (word) => {
    const plain = plainWord(word);
    const theirs = words.get(plain);
    if (theirs === undefined) return usual.get(plain);
    const meant = new Set(theirs.map((one) => own[one]));
    if (meant.size > 1) return undefined;
    return Status.safeParse([...meant][0]).data ?? usual.get(plain);
  };
};
