import { NOTICE_TEMPLATE } from "#domain/sessions/invitation.ts";
import type { School } from "#domain/time/school.ts";
import { readMarkdown } from "../emails/markdown.ts";
import { renderEmail, type StoredTemplate } from "../emails/render-email.ts";
import { schoolValues } from "../emails/school-values.ts";
import { FACTS, GO } from "./session-block.ts";

const BODY = `# {{heading}}

Hello {{firstName}},

{{lead}}
`;

/** The e-mail in which a school's guests hear of their sessions, as SES stores it. @throws as `renderEmail` does */
export const renderNotice = (school: School): Promise<StoredTemplate> =>
  renderEmail(
    { id: NOTICE_TEMPLATE, subject: "{{subject}}", preheader: "{{preheader}}", blocks: readMarkdown(BODY).blocks },
    schoolValues(school, [], NOTICE_TEMPLATE),
    {
      logo: school.logo,
      below: { mjml: `${FACTS.mjml}\n${GO.mjml}`, text: `{{#if text.session}}\n\n${FACTS.text}{{/if}}${GO.text}` },
    },
  );
