import { frozen } from "../dynamodb/frozen.ts";
import type { Watch } from "../dynamodb/watch.ts";
import { type ImportRecord, type Imports, newestFirst } from "./imports.ts";

/** Imports in memory, under the same conditions as the real ones. */
export const memoryImports = (watch: Watch<ImportRecord> = () => {}): Imports => {
  const imports = new Map<string, ImportRecord>();
  const put = (one: ImportRecord) => {
    const before = imports.get(one.id);
    imports.set(one.id, frozen(structuredClone(one)));
    watch(before, one);
  };
  return {
    all: async () => newestFirst([...imports.values()]),

    get: async (id) => imports.get(id),

    record: async (one) => put(one),

    decide: async (id, { from, to, at }) => {
      const stands = imports.get(id);
      if (stands?.verdict !== from) return false;
      put({ ...stands, verdict: to, decidedAt: at });
      return true;
    },
  };
};
