/** What there is to know of a session, with its mail's one button; a template that has them is filled for it alone. */
export const FACTS = {
  mjml: '<mj-text css-class="body">\n{{html.session}}\n</mj-text>',
  text: "{{text.session}}",
};

/** The button, where there is something to do. */
export const GO = {
  mjml: `<mj-raw>{{#if html.sessionButton}}</mj-raw>
<mj-button href="{{html.sessionLink}}">{{html.sessionButton}}</mj-button>
<mj-raw>{{/if}}</mj-raw>`,
  text: "{{#if text.sessionButton}}\n\n{{text.sessionButton}}:\n{{text.sessionLink}}{{/if}}",
};
