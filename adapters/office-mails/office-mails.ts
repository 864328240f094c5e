/** What staff have been told by mail, so that nothing is told twice. */
export interface OfficeMails {
  /** True where a mail of that name went out; names are an event's id, a day's, or an owner's of a week. */
  isTold(name: string): Promise<boolean>;
  /** Records that it went out. @param at ISO 8601 UTC */
  told(name: string, at: string): Promise<void>;
}
