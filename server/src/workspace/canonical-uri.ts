/**
 * One spelling for each file: clients differ in what they escape (`ü` or `%C3%BC`, `C:` or `c%3A`), and so do the paths
 * of imports. A URI without a path hierarchy stays as it is.
 */
export function canonicalUri(uri: string): string {
  const parts = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)([^?#]*)/i.exec(uri);
  if (!parts) return uri;
  const [, origin = "", path = ""] = parts;
  const segments = path.split("/").map(respelled);
  const drive = segments[1] ?? "";
  if (/^[a-z]%3A$/i.test(drive)) segments[1] = `${drive.charAt(0).toLowerCase()}%3A`;
  return origin.toLowerCase() + segments.join("/");
}

function respelled(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}
