import { DIGEST_TEMPLATE } from "#domain/mail/digest.ts";
import type { School } from "#domain/time/school.ts";
import { readMarkdown } from "../emails/markdown.ts";
import { renderEmail, type StoredTemplate } from "../emails/render-email.ts";
import { schoolValues } from "../emails/school-values.ts";

const BODY = `# This week

Hello {{firstName}},

None of this had to reach you on the day itself, so here it is in one mail:
`;

const ITEMS = {
  mjml: '<mj-text css-class="body">{{html.items}}</mj-text>',
  text: "\n\n{{text.items}}",
};

/** The e-mail of a school's weekly digest, as SES stores it. @throws Error where the words do not render. */
export const renderDigest = (school: School): Promise<StoredTemplate> =>
  renderEmail(
    {
      id: DIGEST_TEMPLATE,
      subject: "This week: {{things}}",
      preheader: "{{titles}}",
      blocks: readMarkdown(BODY).blocks,
    },
    schoolValues(school, [], DIGEST_TEMPLATE),
    { logo: school.logo, below: ITEMS },
  );
