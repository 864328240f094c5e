/** Percent-encodes a bucket's or file's name for the path of a request: all but unreserved characters and slashes. */
export const encodedPath = (name: string): string =>
  encodeURIComponent(name)
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%2F", "/");
