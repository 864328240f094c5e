import { Status } from "#domain/people/enrollment.ts";

/** A word as it counts: capitals, spaces, hyphens and underscores make no difference. */
export const plainWord = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/**
 * What registrars and campus systems usually call a status. A word that one school uses of the living and another of
 * who has left (inactive, suspended, not attending) is left out: somebody has to say what it means.
 */
const USUAL: Record<Status, string> = {
  active:
    "active, enrolled, current, currently enrolled, registered, attending, in attendance, matriculated, " +
    "active student, current student, full time, continuing, actively enrolled, active in program, in good standing, " +
    "good standing, readmitted, reinstated",
  leave:
    "leave, loa, leave of absence, on leave, on loa, on leave of absence, medical leave, " +
    "medical leave of absence, mloa, personal leave, personal leave of absence, academic leave, " +
    "academic leave of absence, parental leave, " +
    "maternity leave, paternity leave, family leave, military leave, research leave, administrative leave, " +
    "leave approved, approved leave, temporary leave, planned leave, absent on leave",
  withdrawn:
    "withdrawn, withdrew, withdraw, withdrawal, dismissed, dismissal, discontinued, transferred, transferred out, " +
    "transfer out, terminated, expelled, resigned, deleted, tobedeleted, to be deleted, dropped, dropped out, " +
    "left, departed, separated, disenrolled, unenrolled, academic dismissal, administrative withdrawal, " +
    "voluntary withdrawal, withdrawn from program, cancelled, canceled",
  graduated:
    "graduated, alumni, alumnus, alumna, alum, completed, program completed, completed program, " +
    "degree awarded, degree conferred, conferred, awarded",
  deceased: "deceased, died, dead, deceased student, passed away",
};

const usual = new Map(
  Status.options.flatMap((status) => USUAL[status].split(", ").map((word) => [plainWord(word), status] as const)),
);

/**
 * Makes the function that says what a status word means; undefined where nobody knows.
 * @param own the school's own words, which come first
 */
export const statusReader = (own: Readonly<Record<string, string>> = {}): ((word: string) => Status | undefined) => {
  const words = new Map(Object.entries(own).map(([word, status]) => [plainWord(word), Status.safeParse(status).data]));
  return (word) => words.get(plainWord(word)) ?? usual.get(plainWord(word));
};
