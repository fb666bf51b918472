/** A Markdown link that runs a command of the client. */
export function commandLink(text: string, command: string, args: readonly unknown[]): string {
  // Brackets would end the link, and are not encoded.
  const encoded = encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, (one) => (one === "(" ? "%28" : "%29"));
  return `[${text}](command:${command}?${encoded})`;
}
