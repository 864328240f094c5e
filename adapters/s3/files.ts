/** Files in buckets. */
export interface Files {
  /** The whole file, or undefined where there is none. */
  read(bucket: string, key: string): Promise<Uint8Array | undefined>;
  /** Puts a file there, in place of one that is there already. */
  write(bucket: string, key: string, file: { text: string | Uint8Array; contentType: string }): Promise<void>;
  /** Puts the same bytes there under another key, too; false where there is no such file. */
  copy(bucket: string, keys: { from: string; to: string }): Promise<boolean>;
}
