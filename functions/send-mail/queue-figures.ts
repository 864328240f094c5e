/** Seconds after which Lambda ends a sender: twice as long as it may wait for its turn. */
export const SENDER_SECONDS = 60;

/** How many senders run at once, at most. */
export const SENDERS = 2;

/** Seconds for which the queue hides a received message: then another sender goes on where one died or gave up. */
export const HIDDEN_SECONDS = 2 * SENDER_SECONDS;

/** How often a message is received before the queue sets it aside as failed. */
export const RECEIVES = 10;
