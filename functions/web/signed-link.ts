import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { LinkKeys, RefusedLink } from "#adapters/links/link-token.ts";
import type { Program } from "#domain/calendar/program.ts";

/** Reads a request's link; asks for keys again if one is unknown, since it may be new. Throws if it gets no keys. */
export const signedLink = async <Link extends { ok: true; program: string }>(
  { keys, program }: { keys: LinkKeySource; program: Pick<Program, "id"> },
  { token, now }: { token: string; now: string },
  read: (keys: LinkKeys, token: string, now: string) => Link | RefusedLink,
): Promise<Link | RefusedLink> => {
  const link = read(await keys(), token, now);
  const known = !link.ok && link.reason === "unknown-key" ? read(await keys(now), token, now) : link;
  return known.ok && known.program !== program.id ? { ok: false, reason: "malformed" } : known;
};
