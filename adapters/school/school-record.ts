/** What is recorded of a program itself. */
export interface SchoolRecord {
  /** The school date from which mails are planned; absent before the first roster. */
  startedOn(): Promise<string | undefined>;
  /** First write wins; answers the date that stands. */
  start(date: string): Promise<string>;
}
