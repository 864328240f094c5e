import { randomUUID } from "node:crypto";
import { feedHash, feedName, feedPath, newFeedSecret } from "#adapters/feeds/feed-address.ts";
import type { Feed, FeedOwner } from "#adapters/feeds/feeds.ts";
import { parseCohort } from "#domain/people/cohort.ts";
import { InputFault } from "../../faults.ts";
import { NOTHING } from "../../stage/on-record.ts";
import { type DeskNeeds, dayIn, MEANWHILE, ordered } from "../desk-needs.ts";
import type { OrderOf } from "../order.ts";

/**
 * Gives a class's calendar an address in place of the one that it has, ends it, or has all calendars written anew.
 * @throws InputFault where the program has no such class
 */
export const feed = async (needs: DeskNeeds, order: OrderOf<"feed">): Promise<void> => {
  if (order.cohort !== undefined) return readdress(needs, order.cohort, order.stop === true);
  const question = "have every calendar written anew at its next poll?";
  const isDone = await ordered(needs, { action: "feeds-anew", about: [], question }, async () => {
    await needs.records.feeds.markAll(randomUUID());
    return true;
  });
  if (isDone) needs.out.write("Each calendar is written anew when it is polled next.\n");
};

const ownerOf = ({ program }: DeskNeeds, cohort: string): FeedOwner => {
  const track = parseCohort(cohort)?.track;
  const tracks = program.tracks.map(({ id }) => id);
  if (track === undefined || !tracks.includes(track))
    throw new InputFault([
      `There is no class ${cohort}: name a track and a graduation year, such as ${tracks[0]}-2028.`,
    ]);
  return `cohort.${cohort}`;
};

const standsAs = (needs: DeskNeeds, cohort: string, stands: Feed | undefined): string =>
  stands?.address === undefined
    ? `The calendar of ${cohort} has no address.\n`
    : `The calendar of ${cohort} has an address since ${dayIn(needs, stands.address.at)}, which ends.\n`;

const readdress = async (needs: DeskNeeds, cohort: string, isStop: boolean): Promise<void> => {
  const { out, now, records } = needs;
  const owner = ownerOf(needs, cohort);
  const { feed: stands } = await records.feeds.look(owner, "as of now");
  out.write(standsAs(needs, cohort, stands));
  if (isStop && stands?.address === undefined) return void out.write(NOTHING);
  const secret = isStop ? undefined : newFeedSecret();
  const hash = secret === undefined ? undefined : feedHash(secret);
  const deed = { action: isStop ? "feed-ended" : "feed-readdressed", about: [], says: cohort } as const;
  const isDone = await ordered(needs, { ...deed, question: isStop ? "end it?" : "make a new one?" }, () =>
    records.feeds.readdress(owner, { issue: stands?.issue ?? 0, hash, at: now }),
  );
  if (isDone === undefined) return;
  if (!isDone) return void out.write(MEANWHILE);
  out.write(secret === undefined ? "Ended.\n" : told(needs, feedPath(feedName(owner, secret))));
};

const told = ({ pages }: DeskNeeds, path: string): string =>
  [
    ...(pages === undefined ? ["Behind the address of the students' pages (`SiteUrl` of the web stack):"] : []),
    `${pages ?? ""}${path}`,
    "It is shown now and never again; whoever has it sees the class's calendar.",
    "",
  ].join("\n");
