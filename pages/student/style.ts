import { createHash } from "node:crypto";

/**
 * The one style sheet: in each page, and allowed by its hash. Colors hold 4.5:1 for text and 3:1 for edges, light and
 * dark.
 */
export const STYLE = `
:root{color-scheme:light dark;--paper:#f5f3ee;--card:#fffefb;--ink:#22272b;--soft:#565f66;--line:#d9d4c9;
  --edge:#7c858c;--deep:#14505c;--on-deep:#ffffff;--wash:#e8f0ef;--wrong:#9c1f2e;--wrong-wash:#fbeeee;--glow:#14505c}
@media (prefers-color-scheme:dark){:root{--paper:#12171a;--card:#1b2226;--ink:#e9ecec;--soft:#aab4b9;--line:#303a40;
  --edge:#7f8b92;--deep:#8fd3cf;--on-deep:#0d2326;--wash:#1f3033;--wrong:#ffb3b3;--wrong-wash:#3a2224;--glow:#8fd3cf}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);
  font:400 1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header,main,footer{width:100%;max-width:39rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem;padding-bottom:1rem;color:var(--soft);font-size:.9375rem;letter-spacing:.01em}
header img{display:inline-block;max-width:100%;height:auto;margin-bottom:.5rem}
header strong{color:var(--ink);font-weight:600}
main{flex:1}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.75rem 1.5rem;
  box-shadow:0 1px 2px rgb(0 0 0/4%),0 8px 24px rgb(0 0 0/4%)}
h1,h2,legend{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,serif;text-wrap:balance;
  overflow-wrap:break-word}
h1{margin:0 0 .75rem;font-size:1.75rem;line-height:1.25;font-weight:600;letter-spacing:-.01em}
h2,legend{margin:0 0 .5rem;padding:0;font-size:1.25rem;line-height:1.35;font-weight:600}
p{margin:0 0 1rem;overflow-wrap:break-word}
p:last-child{margin-bottom:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft.after{margin-top:1.25rem}
.soft{color:var(--soft);font-size:.9375rem}
.card section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}
a{color:var(--deep);text-underline-offset:.15em}
.button,button{display:inline-flex;align-items:center;justify-content:center;min-height:3rem;padding:.625rem 1.375rem;
  border:1.5px solid var(--deep);border-radius:.75rem;background:var(--card);color:var(--deep);font:inherit;
  font-weight:600;line-height:1.3;text-align:center;text-decoration:none;cursor:pointer}
button.main{background:var(--deep);color:var(--on-deep)}
.button:hover,button:hover{background:var(--wash)}
button.main:hover{background:var(--deep);filter:brightness(1.12)}
.quiet{display:inline-flex;align-items:center;min-height:2.75rem;padding:.25rem .5rem;margin-left:-.5rem;
  border-color:transparent;background:none;font-weight:400;text-decoration:underline;text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--glow);outline-offset:3px}
form{margin:0}
.answers{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1rem}
.answers button{padding-left:.9rem;padding-right:.9rem}
.card ul{margin:0 0 .75rem;padding-left:1.25rem}
fieldset{min-width:0;margin:0 0 1.25rem;padding:0;border:0}
.choice{position:relative;display:flex;align-items:center;gap:.75rem;min-height:3.25rem;margin-top:.625rem;
  padding:.75rem 1rem;border:1.5px solid var(--edge);border-radius:.75rem;cursor:pointer}
.choice:hover{background:var(--wash)}
.choice:has(input:checked){border-color:var(--deep);background:var(--wash);box-shadow:inset 0 0 0 1px var(--deep)}
.choice:has(input:focus-visible){outline:3px solid var(--glow);outline-offset:2px}
.choice input{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--deep)}
.choice input:focus-visible{outline:none}
.choice strong,.choice .soft{display:block}
.choice.fixed,.choice.fixed:has(input:checked){border-style:dashed;border-color:var(--edge);background:none;
  box-shadow:none;cursor:default}
.field label,.field .soft{display:block;margin-bottom:.375rem}
.field input,.field select{width:100%;min-height:3rem;padding:.625rem .875rem;border:1.5px solid var(--edge);
  border-radius:.75rem;background:var(--card);color:var(--ink);font:inherit}
.wrong{margin:0 0 .75rem;padding:.625rem .875rem;border-left:4px solid var(--wrong);border-radius:.375rem;
  background:var(--wrong-wash);color:var(--wrong);font-weight:600}
.mark{display:block;width:3rem;height:3rem;margin:0 0 1rem;color:var(--deep)}
.code{display:block;margin:1rem 0;padding:1rem;border:1.5px dashed var(--edge);border-radius:.75rem;
  background:var(--wash);font:600 clamp(1rem,5vw,1.375rem)/1.4 ui-monospace,"SF Mono",Menlo,Consolas,monospace;
  letter-spacing:.06em;text-align:center;overflow-wrap:anywhere;user-select:all}
dl{margin:0 0 1rem}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0 0 .5rem;font-weight:600}
dd .soft{font-weight:400}
.card>:last-child,dd:last-child{margin-bottom:0}
footer{padding-top:1.5rem;padding-bottom:2rem;color:var(--soft);font-size:.875rem}
footer p{margin:0 0 .375rem}
footer a{display:inline-block;max-width:100%;overflow-wrap:anywhere}
@media (min-width:40rem){header{padding-top:3rem}.card{padding:2.5rem}h1{font-size:2rem}}
@media (max-width:26rem){.button,button.main,.answers button{width:100%;padding-left:.875rem;padding-right:.875rem}}
@media (forced-colors:active){.choice:has(input:checked){border-width:3px}}
@media print{body{background:none}.card{border:0;box-shadow:none}}
`;

/** The style sheet's name in the content security policy. */
export const STYLE_HASH = `sha256-${createHash("sha256").update(STYLE).digest("base64")}`;
