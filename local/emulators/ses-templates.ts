import Handlebars from "handlebars";
import * as z from "zod/mini";
import type { Deployment } from "../deployment.ts";

type DeployedTemplate = Deployment["emailTemplates"][number];
type Values = Record<string, unknown>;

/** A stored template's parts, each a function of the values; throws where a value that it names is missing. */
export interface Renderer {
  subject(values: Values): string;
  html(values: Values): string;
  text(values: Values): string;
}

// SES escapes nothing, and a value that is missing is a rendering failure there.
const compile = (source: string) => Handlebars.compile<Values>(source, { noEscape: true, strict: true });

/** Renderers of the stored templates by name, compiled at first use. */
export const createRenderers = (templates: readonly DeployedTemplate[]): ((name: string) => Renderer | undefined) => {
  const compiled = new Map<string, Renderer>();
  return (name) => {
    const stored = templates.find((one) => one.name === name);
    if (stored === undefined) return undefined;
    const renderer = compiled.get(name) ?? {
      subject: compile(stored.subject),
      html: compile(stored.html),
      text: compile(stored.text),
    };
    compiled.set(name, renderer);
    return renderer;
  };
};

const Data = z.record(z.string(), z.unknown());

/** Default template data with the recipient's own laid over it; throws where either is no JSON object. */
export const mergedValues = (defaults: string | undefined, own: string | undefined): Values => ({
  ...Data.parse(JSON.parse(defaults ?? "{}")),
  ...Data.parse(JSON.parse(own ?? "{}")),
});
