import { createHash } from "node:crypto";

/** What my plan has beside the style of all students' pages, on whose colors it stands. */
export const PLAN_STYLE = `
.bar{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;margin-bottom:.75rem;
  color:var(--soft);font-size:.9375rem}
.bar p{margin:0}
.stack>*+*{margin-top:1.25rem}
.road{margin:1rem 0 0;padding:0;list-style:none}
.road li{position:relative;padding:0 0 1.25rem 2rem}
.road li:last-child{padding-bottom:0}
.road li::before{content:"";position:absolute;left:.25rem;top:.35rem;width:.875rem;height:.875rem;
  border:2px solid var(--edge);border-radius:50%;background:var(--card)}
.road li:not(:last-child)::after{content:"";position:absolute;left:.75rem;top:1.35rem;bottom:-.25rem;
  border-left:2px solid var(--line)}
.road .behind::before{background:var(--edge)}
.road .here::before{border-color:var(--deep);background:var(--deep);box-shadow:0 0 0 4px var(--wash)}
.road strong{font-weight:600}
.road .soft{display:block}
.badge{display:inline-block;margin-left:.375rem;padding:.0625rem .5rem;border-radius:1rem;background:var(--wash);
  color:var(--deep);font-size:.875rem;font-weight:600}
.rows{margin:0;padding:0;list-style:none}
.card .rows{margin:0;padding:0}
.rows li{padding:.625rem 0;border-top:1px solid var(--line)}
.rows li:first-child{border-top:0}
.rows .what{display:block;font-weight:600;overflow-wrap:break-word}
.rows .soft{display:block}
.what a+*,.what .badge{font-weight:600}
h3{margin:1.25rem 0 .25rem;font-size:1rem;font-weight:600;color:var(--soft)}
h2+h3{margin-top:.5rem}
.button.main{background:var(--deep);color:var(--on-deep)}
.button.main:hover{background:var(--deep);filter:brightness(1.12)}
.told{margin:0 0 1.25rem;padding:.75rem 1rem;border-left:4px solid var(--deep);border-radius:.375rem;
  background:var(--wash)}
textarea{width:100%;padding:.625rem .875rem;border:1.5px solid var(--edge);border-radius:.75rem;
  background:var(--card);color:var(--ink);font:inherit}
.field{margin:0 0 1rem}
.field .soft{margin:.375rem 0 0}
details{margin-top:1rem}
summary{min-height:2.75rem;padding:.5rem 0;color:var(--deep);cursor:pointer}
@media (forced-colors:active){.road .here::before{forced-color-adjust:none;background:Highlight}
  .badge{border:1px solid}}
@media print{.bar form,.screen{display:none}}
`;

/** The style sheet's name in the content security policy. */
export const PLAN_STYLE_HASH = `sha256-${createHash("sha256").update(PLAN_STYLE).digest("base64")}`;
