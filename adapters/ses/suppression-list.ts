/** SES's own list of addresses that it sends nothing to, whoever asks. */
export interface SuppressionList {
  /** Takes an address off the list; does nothing where it is not on it. */
  forget(address: string): Promise<void>;
}
