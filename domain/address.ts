import * as z from "zod/mini";
import { Instant } from "./part.ts";

/** What SES has told of a student's address: that it is dead, or that its owner complained. Of `email`, and no other. */
export const AddressNews = z.object({ state: z.enum(["bounced", "complained"]), at: Instant, email: z.string() });
export type AddressNews = z.infer<typeof AddressNews>;

/** A student's address, and the last that SES told of one of theirs; nothing told, all is well. */
export interface Addressed {
  email: string;
  address?: AddressNews | undefined;
}

/** Why a student may not be written to, if so. What was told of an address that they had before says nothing. */
export const suppressionOf = ({ email, address }: Addressed): AddressNews["state"] | undefined =>
  address?.email === email ? address.state : undefined;

/** True where the address was corrected since SES told something of the old one. */
export const isCorrected = ({ email, address }: Addressed): boolean => address !== undefined && address.email !== email;

const bare = (address: string): string => (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();

/** True of two ways to write one mailbox: what SES tells may have other capitals, angle brackets, or a name before them. */
export const isSameMailbox = (one: string, other: string): boolean => bare(one) === bare(other);
