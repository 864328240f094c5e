/** All mails of one wave of one occurrence, e.g. the first reminder of `retake-cim-survey@2027`. */
export interface Mailing {
  occurrence: string;
  wave: string;
}

export const mailingName = ({ occurrence, wave }: Mailing): string => `${occurrence}/${wave}`;
