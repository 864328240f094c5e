/** The tags of a mail of which no list, page or event tells. */
export const CONFIDENTIAL_TAGS = { confidential: "yes" };

export const isConfidential = (tags: Record<string, string>): boolean =>
  tags.confidential === CONFIDENTIAL_TAGS.confidential;
