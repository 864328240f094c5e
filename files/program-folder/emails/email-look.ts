// Fonts and colors are those of the students' pages (`pages/student/style.ts`): mail and page are one thing.
export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const SERIF = "'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif";

/** The colors of a mail where it is light. */
export const COLORS = {
  deep: "#14505c",
  ink: "#22272b",
  soft: "#565f66",
  card: "#fffefb",
  paper: "#f5f3ee",
  line: "#d9d4c9",
} as const;

/** What each element has in its own `style`, for mail programs that know no style sheet. */
export const INLINE = {
  p: "margin:0 0 18px",
  h1: `margin:0 0 20px;font-family:${SERIF};font-size:28px;line-height:1.25;font-weight:600`,
  h2: `margin:8px 0 12px;font-family:${SERIF};font-size:20px;line-height:1.35;font-weight:600`,
  ul: "margin:0 0 18px;padding-left:22px",
  ol: "margin:0 0 18px;padding-left:22px",
  li: "margin:0 0 6px",
  blockquote: `margin:0 0 18px;padding-left:16px;border-left:3px solid ${COLORS.line}`,
  a: `color:${COLORS.deep};overflow-wrap:anywhere`,
} as const;

/** Added to the style of an address: it is broken where a line cannot hold it, and not at each hyphen. */
export const WHOLE = "display:inline-block;max-width:100%";

/** The style sheet of a mail where it is dark. Handlebars reads a double closing brace: braces are never together. */
export const DARK = `
  @media (prefers-color-scheme: dark) {
    .desk, .desk > div { background: #12171a !important; }
    .card, .card > table { background: #1b2226 !important; }
    .card, .card > table > tbody > tr > td { border-color: #303a40 !important; }
    .name div { color: #e9ecec !important; }
    .body div { color: #e9ecec !important; }
    .body a { color: #8fd3cf !important; }
    .body blockquote, .copy { border-color: #303a40 !important; }
    .copy { background: #12171a !important; }
    .foot div, .foot a { color: #aab4b9 !important; }
    .go td, .go a { background: #8fd3cf !important; color: #0d2326 !important; }
    .rule p { border-top-color: #303a40 !important; }
  }
`;
