import type { Files } from "./files.ts";

/** Takes files that somebody uploads. */
export interface Uploads {
  /** Puts a file under that key, in place of one that is there already. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bucket in which they are, and the reports of them. */
  bucket(): string;
}

/** Uploads into a bucket. */
export const uploadsInto = (files: Pick<Files, "write">, bucket: () => string): Uploads => ({
  bucket,
  put: (key, bytes) => files.write(bucket(), key, { text: bytes, contentType: "application/octet-stream" }),
});
