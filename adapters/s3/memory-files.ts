import type { Files } from "./files.ts";

/** Buckets in memory, which anyone may look into by `bucket/key`. */
export interface MemoryFiles extends Files {
  readonly held: ReadonlyMap<string, Uint8Array>;
  text(bucket: string, key: string): string | undefined;
}

/** Files in memory; like S3 they copy what they are given, and the last write wins. */
export const memoryFiles = (): MemoryFiles => {
  const held = new Map<string, Uint8Array>();
  return {
    held,
    text: (bucket, key) => {
      const bytes = held.get(`${bucket}/${key}`);
      return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    },
    read: async (bucket, key) => held.get(`${bucket}/${key}`)?.slice(),
    write: async (bucket, key, { text }) => {
      held.set(`${bucket}/${key}`, typeof text === "string" ? new TextEncoder().encode(text) : text.slice());
    },
    copy: async (bucket, { from, to }) => {
      const bytes = held.get(`${bucket}/${from}`);
      if (bytes !== undefined) held.set(`${bucket}/${to}`, bytes);
      return bytes !== undefined;
    },
  };
};
