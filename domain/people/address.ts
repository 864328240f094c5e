import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";

/** What SES tells of an address, the gravest last: a mail came back for now; it is dead; its owner complained. */
const ADDRESS_STATES = ["returned", "bounced", "complained"] as const;

/** What SES has told of a student's address: of `email`, and no other. */
export const AddressNews = z.object({ state: z.enum(ADDRESS_STATES), at: Instant, email: z.string() });
export type AddressNews = z.infer<typeof AddressNews>;

/** What counts for less than that, and gives way to it. */
export const lesserThan = (state: AddressNews["state"]): readonly AddressNews["state"][] =>
  ADDRESS_STATES.slice(0, ADDRESS_STATES.indexOf(state));

/** Why nobody should write to an address any more. */
export type Suppression = Exclude<AddressNews["state"], "returned">;

/** A student's address, and the last that SES told of one of theirs; nothing told, all is well. */
export interface Addressed {
  email: string;
  address?: AddressNews | undefined;
}

/** Why a student may not be written to, if so. What was told of an address that they had before says nothing. */
export const suppressionOf = ({ email, address }: Addressed): Suppression | undefined =>
  address?.email === email && address.state !== "returned" ? address.state : undefined;

/** True where the address was corrected since SES told something of the old one. */
export const isCorrected = ({ email, address }: Addressed): boolean => address !== undefined && address.email !== email;

const bare = (address: string): string => (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();

/** True of two ways to write one mailbox: other capitals, angle brackets, or a name before them. */
export const isSameMailbox = (one: string, other: string): boolean => bare(one) === bare(other);
