/** Students' AAMC Careers in Medicine access codes, by their opaque keys. */
export interface AccessCodes {
  /** Everybody's, by their keys, as of now. */
  all(): Promise<ReadonlyMap<string, string>>;
  get(student: string): Promise<string | undefined>;
  save(student: string, code: string): Promise<void>;
  /** Deletes somebody's code. Twice is as once. */
  forget(student: string): Promise<void>;
}
