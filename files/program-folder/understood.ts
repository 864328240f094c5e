/** What a text meant, or what is wrong with it and how to mend it. */
export type Understood<T> = { ok: true; value: T } | { ok: false; what: string; mend: string };
