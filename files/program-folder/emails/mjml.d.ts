/** The part of MJML 5 that is used here; the package brings no types of its own. */
declare module "mjml" {
  interface Rendered {
    html: string;
    errors: { line: number; message: string }[];
  }
  const render: (
    source: string,
    options: { validationLevel: "strict" | "soft" | "skip"; keepComments: boolean; fonts: Record<string, string> },
  ) => Promise<Rendered>;
  export default render;
}
