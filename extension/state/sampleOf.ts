/**
 * Content as somebody would read it of whom nothing is known: each merge field is what stands in for it, or its own name.
 *
 * @example sampleOf('<p>Hi {{ traits.firstName | default: "there" }}</p>'); // => "<p>Hi there</p>"
 * @example sampleOf("{% if traits.vip %}Dear {{ traits.name }}{% endif %}"); // => "Dear […name]"
 */
export function sampleOf(content: string): string {
  return content
    .replace(/\{%[\s\S]*?%\}/g, "")
    .replace(/\{\{-?\s*([^|}]*?)\s*(?:\|[^}]*?default:\s*(?:"([^"}]*)"|'([^'}]*)')[^}]*)?(?:\|[^}]*)?-?\}\}/g, sampled);
}

function sampled(_: string, name: string, double: string | undefined, single: string | undefined): string {
  return double ?? single ?? `[…${name.split(".").at(-1)?.trim()}]`;
}
