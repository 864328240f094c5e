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
}

// Fonts and colors are those of the students' pages (`pages/student/style.ts`): mail and page are one thing.
const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const SERIF = "'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif";

const DEEP = "#14505c";
const INK = "#22272b";
const SOFT = "#565f66";
const CARD = "#fffefb";
const PAPER = "#f5f3ee";
const LINE = "#d9d4c9";

/** What each element has in its own `style`, for mail programs that know no style sheet. */
export const INLINE = {
  p: "margin:0 0 18px",
  h1: `margin:0 0 20px;font-family:${SERIF};font-size:28px;line-height:1.25;font-weight:600`,
  h2: `margin:8px 0 12px;font-family:${SERIF};font-size:20px;line-height:1.35;font-weight:600`,
  ul: "margin:0 0 18px;padding-left:22px",
  ol: "margin:0 0 18px;padding-left:22px",
  li: "margin:0 0 6px",
  blockquote: `margin:0 0 18px;padding-left:16px;border-left:3px solid ${LINE}`,
  a: `color:${DEEP};overflow-wrap:anywhere`,
} as const;
const FOOT = { p: "margin:0 0 8px", a: `color:${SOFT};overflow-wrap:anywhere` } as const;

/** Handlebars reads a double closing brace, so braces in this style are never written together. */
const STYLE = `
  @media (max-width: 479px) {
    .go table { width: 100% !important; }
    .go td { text-align: center !important; }
    .go a { display: block !important; }
  }
  @media (prefers-color-scheme: dark) {
    .desk, .desk > div { background: #12171a !important; }
    .card, .card > table { background: #1b2226 !important; border-color: #303a40 !important; }
    .name div { color: #e9ecec !important; }
    .body div { color: #e9ecec !important; }
    .body a { color: #8fd3cf !important; }
    .body blockquote { border-color: #303a40 !important; }
    .foot div, .foot a { color: #aab4b9 !important; }
    .go td, .go a { background: #8fd3cf !important; color: #0d2326 !important; }
    .rule p { border-top-color: #303a40 !important; }
  }
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
      <mj-text font-size="17px" line-height="1.6" color="${INK}" padding="0 32px" />
      <mj-button font-size="17px" font-weight="600" line-height="1.3" background-color="${DEEP}" color="#ffffff"
        border-radius="12px" inner-padding="14px 24px" padding="6px 32px 26px" align="left" css-class="go" />
      <mj-divider border-width="1px" border-color="${LINE}" padding="4px 32px 22px" css-class="rule" />
    </mj-attributes>
    <mj-style>${STYLE}</mj-style>
  </mj-head>`;

/** Blanks after the preheader, so that a mailbox shows it alone and not the beginning of the mail behind it. */
const PADDING = "&nbsp;&zwnj;".repeat(80);

/** The line that mailboxes show beside the subject: in the mail itself unseen, in the color of all text. */
const preheaderOf = ({ preheader }: LaidOut): string => `
    <mj-raw><div style="display:none;max-height:0;overflow:hidden;mso-hide:all;color:${INK}">${preheader}</div>
    <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;color:${INK}">${PADDING}</div></mj-raw>`;

/** The school's logo, or its name where it has none. */
const nameOf = ({ schoolName, logo }: LaidOut): string =>
  logo === undefined
    ? `<mj-text css-class="name" font-size="16px" font-weight="600" line-height="1.4">${schoolName}</mj-text>`
    : `<mj-image src="${logo.url}" alt="${logo.alt}" width="160px" align="left" padding="0 32px" font-size="18px" />`;

const foot = ({ schoolName, officeName, officeEmail }: LaidOut): string => `
  <mj-section padding="18px 0 36px">
    <mj-column>
      <mj-text css-class="foot" font-size="14px" line-height="1.5" color="${SOFT}">
        <p style="${FOOT.p}">You get this mail because you are a student at ${schoolName}, and it is about a step of
        your own career planning.</p>
        <p style="${FOOT.p}"><a href="{{text.preferences}}" style="${FOOT.a}">Your mail choices</a>: pick what you want
        to get. What every student needs always comes.</p>
        <p style="${FOOT.p}">Questions? Reply, or ask the ${officeName}: <a href="mailto:${officeEmail}"
        style="${FOOT.a}">${officeEmail}</a></p>
      </mj-text>
    </mj-column>
  </mj-section>`;

/** The layout that every mail shares: the school's name, one card with the mail, and why the student gets it. */
export const layOut = (mail: LaidOut): string => `
<mjml lang="en" dir="ltr">${head(mail)}
  <mj-body width="600px" background-color="${PAPER}" css-class="desk">${preheaderOf(mail)}
    <mj-section padding="28px 0 14px">
      <mj-column>
        ${nameOf(mail)}
      </mj-column>
    </mj-section>
    <mj-section css-class="card" background-color="${CARD}" border="1px solid ${LINE}" border-radius="16px"
      padding="32px 0 14px">
      <mj-column>${mail.body}</mj-column>
    </mj-section>${foot(mail)}
  </mj-body>
</mjml>`;
