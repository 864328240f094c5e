import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { LinkKeys, Refused } from "#adapters/links/link-token.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { SiteRequest } from "./request.ts";

/**
 * Reads the link of a request. One made with a key that is newer than the ones at hand is as good as any, so that for an
 * unknown key they are asked for once more. One of another program is refused as if it were none. Throws where the keys cannot be had.
 * @param read reads a token by those keys, as of that instant
 */
export const signedLink = async <Link extends { ok: true; program: string }>(
  { keys, program }: { keys: LinkKeySource; program: Pick<Program, "id"> },
  { token, now }: SiteRequest,
  read: (keys: LinkKeys, token: string, now: string) => Link | Refused,
): Promise<Link | Refused> => {
  const link = read(await keys(), token, now);
  const known = !link.ok && link.reason === "unknown-key" ? read(await keys(now), token, now) : link;
  return known.ok && known.program !== program.id ? { ok: false, reason: "malformed" } : known;
};
