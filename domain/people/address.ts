import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";

// The gravest last. A mail to the address came back for now; the address is dead; its owner complained.
const ADDRESS_STATES = ["returned", "bounced", "complained"] as const;

/** What SES said of the address `email`, and of no other. */
export const AddressNews = z.object({ state: z.enum(ADDRESS_STATES), at: Instant, email: z.string() });
export type AddressNews = z.infer<typeof AddressNews>;

/** States that this one replaces: a complaint replaces a bounce, and a bounce replaces `returned`. */
export const lesserThan = (state: AddressNews["state"]): readonly AddressNews["state"][] =>
  ADDRESS_STATES.slice(0, ADDRESS_STATES.indexOf(state));

export type Suppression = Exclude<AddressNews["state"], "returned">;

/** `address`: what SES last said of the student's address or of an earlier one; absent while no mail has failed. */
export interface Addressed {
  email: string;
  address?: AddressNews | undefined;
}

/** Why nobody should write to a student, if so. What SES said of an earlier address does not count. */
export const suppressionOf = ({ email, address }: Addressed): Suppression | undefined =>
  address?.email === email && address.state !== "returned" ? address.state : undefined;

export const isCorrected = ({ email, address }: Addressed): boolean => address !== undefined && address.email !== email;

/** Without capitals, and without a name with angle brackets: `Ann <A@x.edu>` is the mailbox `a@x.edu`. */
export const mailboxOf = (address: string): string =>
  (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();

export const isSameMailbox = (one: string, other: string): boolean => mailboxOf(one) === mailboxOf(other);
