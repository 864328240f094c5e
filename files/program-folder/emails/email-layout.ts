import { COLORS, DARK, SANS, WHOLE } from "./email-look.ts";
import type { RoleHolder } from "./school-values.ts";

/** What one mail puts into the layout; every value is HTML or MJML already, with recipients' fields left in. */
export interface LaidOut {
  title: string;
  preheader: string;
  /** MJML of the body: `mj-text`, `mj-button` and `mj-divider`. */
  body: string;
  schoolName: string;
  logo?: { url: string; alt: string };
  officeName: string;
  officeEmail: string;
  owner?: RoleHolder;
}

const FOOT = { p: "margin:0 0 8px", a: `color:${COLORS.soft};overflow-wrap:anywhere` } as const;

/** Braces in this style are never written together: Handlebars would read them. */
const STYLE = `
  @media (max-width: 479px) {
    .go table { width: 100% !important; }
    .go td { text-align: center !important; }
    .go a { display: block !important; text-wrap: balance; }
  }
  ${DARK}
`;

const head = ({ title }: LaidOut): string => `
  <mj-head>
    <mj-title>${title}</mj-title>
    <mj-raw>
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="${SANS}" />
      <mj-text font-size="17px" line-height="1.6" color="${COLORS.ink}" padding="0 32px" />
      <mj-button font-size="17px" font-weight="600" line-height="1.3" background-color="${COLORS.deep}" color="#ffffff"
        border-radius="12px" inner-padding="14px 24px" padding="6px 32px 26px" align="left" css-class="go" />
      <mj-divider border-width="1px" border-color="${COLORS.line}" padding="4px 32px 22px" css-class="rule" />
    </mj-attributes>
    <mj-style>${STYLE}</mj-style>
  </mj-head>`;

/** Blanks after the preheader, so that a mailbox shows it alone and not the beginning of the mail behind it. */
const PADDING = "&nbsp;&zwnj;".repeat(80);

const UNSEEN = `display:none;max-height:0;overflow:hidden;mso-hide:all;color:${COLORS.ink}`;

/** The line that mailboxes show beside the subject: in the mail itself unseen, in the color of all text. */
const preheaderOf = ({ preheader }: LaidOut): string => `
    <mj-raw><div style="${UNSEEN}">${preheader}</div>
    <div style="${UNSEEN}">${PADDING}</div></mj-raw>`;

/** The school's logo, or its name where it has none. */
const nameOf = ({ schoolName, logo }: LaidOut): string =>
  logo === undefined
    ? `<mj-text css-class="name" font-size="16px" font-weight="600" line-height="1.4">${schoolName}</mj-text>`
    : `<mj-image src="${logo.url}" alt="${logo.alt}" width="160px" align="left" padding="0 32px" font-size="18px" />`;

const linkTo = (email: string): string => `<a href="mailto:${email}" style="${FOOT.a};${WHOLE}">${email}</a>`;

const ownerLine = ({ owner }: LaidOut): string =>
  owner === undefined
    ? ""
    : `\n        <p style="${FOOT.p}">In charge of this: ${owner.title}, ${linkTo(owner.email)}</p>`;

const foot = (mail: LaidOut): string => `
  <mj-section padding="18px 0 36px">
    <mj-column>
      <mj-text css-class="foot" font-size="14px" line-height="1.5" color="${COLORS.soft}">
        <p style="${FOOT.p}">You get this mail because you are a student at ${mail.schoolName}, and it is about
        a step of your own career planning.</p>
        <p style="${FOOT.p}"><a href="{{text.preferences}}" style="${FOOT.a}">Your mail choices</a>: pick what you want
        to get, and find your calendar. What every student needs always comes.</p>
        <p style="${FOOT.p}">Questions? Reply, or ask the ${mail.officeName}:
        ${linkTo(mail.officeEmail)}</p>${ownerLine(mail)}
      </mj-text>
    </mj-column>
  </mj-section>`;

/** The layout that every mail shares: the school's name, one card with the mail, and why the student gets it. */
export const layOut = (mail: LaidOut): string => `
<mjml lang="en" dir="ltr">${head(mail)}
  <mj-body width="600px" background-color="${COLORS.paper}" css-class="desk">${preheaderOf(mail)}
    <mj-section padding="28px 0 14px">
      <mj-column>
        ${nameOf(mail)}
      </mj-column>
    </mj-section>
    <mj-section css-class="card" background-color="${COLORS.card}" border="1px solid ${COLORS.line}"
      border-radius="16px" padding="32px 0 14px">
      <mj-column>${mail.body}</mj-column>
    </mj-section>${foot(mail)}
  </mj-body>
</mjml>`;
