/** What one mail puts into the layout; every value is HTML or MJML already, with recipients' fields left in. */
export interface LaidOut {
  title: string;
  preheader: string;
  /** MJML of the body: `mj-text`, `mj-button` and `mj-divider`. */
  body: string;
  schoolName: string;
  officeName: string;
  officeEmail: string;
}

const SANS = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const SERIF = "Georgia, 'Times New Roman', serif";

const ACCENT = "#8f1d32";
const INK = "#26221f";
const QUIET_INK = "#5f5952";
const PAPER = "#ffffff";
const DESK = "#f4f1ec";
const LINE = "#e4ded5";

/** Handlebars reads a double closing brace, so braces in this style are never written together. */
const STYLE = `
  .body p, .body ul, .body ol, .body blockquote { margin: 0 0 18px; }
  .body ul, .body ol { padding-left: 22px; }
  .body li { margin: 0 0 6px; }
  .body h1 { margin: 0 0 20px; font: 400 28px/1.25 ${SERIF}; }
  .body h2 { margin: 8px 0 12px; font: 700 20px/1.3 ${SERIF}; }
  .body blockquote { padding-left: 16px; border-left: 3px solid ${LINE}; }
  .body a, .foot a { color: ${ACCENT}; overflow-wrap: anywhere; }
  .foot p { margin: 0 0 8px; }
  .foot a { color: ${QUIET_INK}; }
  @media (max-width: 479px) {
    .go table { width: 100% !important; }
    .go td { text-align: center !important; }
    .go a { display: block !important; }
  }
  @media (prefers-color-scheme: dark) {
    .desk, .desk > div { background: #191716 !important; }
    .card, .card > table { background: #24211f !important; }
    .name div { color: #f0b6bf !important; }
    .body div { color: #f1ece6 !important; }
    .body a { color: #f0b6bf !important; }
    .body blockquote { border-color: #4a443f !important; }
    .foot div, .foot a { color: #b9b0a6 !important; }
    .go td, .go a { background: #f0b6bf !important; color: #2b1015 !important; }
    .rule p { border-top-color: #4a443f !important; }
  }
`;

const head = ({ title, preheader }: LaidOut): string => `
  <mj-head>
    <mj-title>${title}</mj-title>
    <mj-preview>${preheader}</mj-preview>
    <mj-raw>
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="${SANS}" />
      <mj-text font-size="17px" line-height="1.6" color="${INK}" padding="0 32px" />
      <mj-button font-size="17px" font-weight="600" line-height="1.3" background-color="${ACCENT}" color="#ffffff"
        border-radius="6px" inner-padding="15px 26px" padding="6px 32px 26px" align="left" css-class="go" />
      <mj-divider border-width="1px" border-color="${LINE}" padding="4px 32px 22px" css-class="rule" />
    </mj-attributes>
    <mj-style>${STYLE}</mj-style>
  </mj-head>`;

const foot = ({ schoolName, officeName, officeEmail }: LaidOut): string => `
  <mj-section padding="18px 0 36px">
    <mj-column>
      <mj-text css-class="foot" font-size="14px" line-height="1.5" color="${QUIET_INK}">
        <p>You get this mail because you are a student at ${schoolName}, and it is about a step of your own career
        planning.</p>
        {{#if text.preferences}}<p>You need not get mails like this one: <a href="{{text.preferences}}">choose which
        mails you want</a>.</p>{{else}}<p>It is one of the few that every student here needs, so it cannot be
        declined.</p>{{/if}}
        <p>Questions? Reply, or ask the ${officeName}: <a href="mailto:${officeEmail}">${officeEmail}</a></p>
      </mj-text>
    </mj-column>
  </mj-section>`;

/** The layout that every mail shares: the school's name, one card with the mail, and why the student gets it. */
export const layOut = (mail: LaidOut): string => `
<mjml lang="en" dir="ltr">${head(mail)}
  <mj-body width="600px" background-color="${DESK}" css-class="desk">
    <mj-section padding="28px 0 14px">
      <mj-column>
        <mj-text css-class="name" font-family="${SERIF}" font-size="18px" line-height="1.3" color="${ACCENT}">
          ${mail.schoolName}
        </mj-text>
      </mj-column>
    </mj-section>
    <mj-section css-class="card" background-color="${PAPER}" border-radius="10px" padding="32px 0 14px">
      <mj-column>${mail.body}</mj-column>
    </mj-section>${foot(mail)}
  </mj-body>
</mjml>`;
