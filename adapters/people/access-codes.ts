/** Students' AAMC Careers in Medicine access codes, by their opaque keys. */
export interface AccessCodes {
  get(student: string): Promise<string | undefined>;
  save(student: string, code: string): Promise<void>;
}
