import { INLINE } from "./email-look.ts";

const MJML = `<mj-text css-class="body">
{{#if html.alsoOpen}}<p style="${INLINE.p}">Also open for you:</p><ul style="${INLINE.ul}">{{html.alsoOpen}}</ul>{{/if}}
</mj-text>`;

/** What stands below the body of a welcome: whatever else is open for its student, each with its own link. */
export const ALSO_OPEN = {
  mjml: MJML,
  text: "{{#if text.alsoOpen}}\n\nAlso open for you:\n\n{{text.alsoOpen}}{{/if}}",
};
