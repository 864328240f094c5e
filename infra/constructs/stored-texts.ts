import type { Stack } from "aws-cdk-lib";
import { CfnTemplate } from "aws-cdk-lib/aws-ses";
import type { StoredTemplate } from "#files/program-folder/index.ts";
import { nameIn } from "../house.ts";
import { withPostalAddress } from "../postal-address.ts";
import type { Settings } from "../settings.ts";

/** Stores mails' texts in SES, each named by stage and e-mail id, with the school's postal address at the foot. */
export const storeTexts = (stack: Stack, settings: Settings, templates: readonly StoredTemplate[]): void => {
  for (const template of templates) {
    const { id, subject, html, text } = withPostalAddress(template, settings.schoolAddress);
    new CfnTemplate(stack, `Template-${id}`, {
      template: { templateName: nameIn(settings, id), subjectPart: subject, htmlPart: html, textPart: text },
    });
  }
};
