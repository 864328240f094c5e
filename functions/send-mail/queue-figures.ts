/** Seconds after which Lambda ends the sender: twice as long as it may wait for its turn. */
export const SENDER_SECONDS = 60;

/** How many senders run side by side at most. */
export const SENDERS = 2;

/**
 * Seconds for which the queue hides a message that a sender has taken, so that what a dead one left goes on soon; a
 * message that was given back comes again at the soonest then.
 */
export const HIDDEN_SECONDS = 2 * SENDER_SECONDS;

/** How often a message is received before the queue sets it aside as failed. */
export const RECEIVES = 10;
