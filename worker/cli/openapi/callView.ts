import type { JsonSchema } from "@valibot/to-json-schema";
import type { Media, OpenApi, Operation, Parameter } from "./document.ts";
import { escaped, prose } from "./html.ts";
import { schemaView, typeOf } from "./schemaView.ts";

/** One call of the document, with its address. */
export interface ShownCall {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** A document's calls in its own order. */
export function callsIn({ paths }: OpenApi): ShownCall[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** A call in full: who may make it, what it takes, what it answers, and how it is tried. */
export function callView(call: ShownCall): string {
  const { operationId, summary, description, parameters, requestBody } = call.operation;
  const body = requestBody?.content["application/json"];
  return `
<article id="${operationId}">
  <h3>${addressView(call)}</h3>
  <p>${prose(summary)}</p>
  <p class="who">${prose(description)}</p>
  ${parameters.length > 0 ? `<h4>Address</h4><ul class="fields">${parameters.map(parameterView).join("")}</ul>` : ""}
  ${body ? `<h4>Body</h4>${schemaView(body.schema)}` : ""}
  ${answerView(call.operation)}
  <details><summary>Try it</summary><pre tabindex="0"><code>${escaped(curlOf(call, body))}</code></pre></details>
</article>`;
}

export function addressView({ method, path }: ShownCall): string {
  // A long address breaks before a slash, not within a word.
  const shown = escaped(path)
    .replaceAll("/", "<wbr>/")
    .replaceAll(/\{(\w+)\}/g, "<em>$1</em>");
  return `<span class="method ${method.toLowerCase()}">${method}</span> <code class="path">${shown}</code>`;
}

function parameterView({ name, schema, required, in: place }: Parameter): string {
  const optional = required ? "" : '<span class="optional">optional</span>';
  const type = place === "path" ? "in the path" : typeOf(schema);
  return `<li><div class="field"><code class="name">${escaped(name)}</code>${optional} <span class="type">${type}</span></div></li>`;
}

function answerView({ responses }: Operation): string {
  const [status, answer] = Object.entries(responses).find(([key]) => key !== "default") ?? [];
  if (!isDescribed(answer)) return "";
  const [type, media] = Object.entries(answer.content)[0] ?? [];
  const format = type === "application/json" ? "" : ` · ${type}`;
  const about = status === "101" ? `<p>${prose(answer.description)}</p>` : "";
  return `<h4>Answer ${status}${format}</h4>${about}${media ? schemaView(media.schema) : ""}`;
}

function isDescribed(
  answer: unknown,
): answer is { description: string; content: Record<string, { schema: JsonSchema }> } {
  return typeof answer === "object" && answer !== null && "content" in answer;
}

function curlOf({ method, path, operation }: ShownCall, body: Media | undefined): string {
  const address = `http://localhost:8787${path.replace("{site}", "demo").replaceAll(/\{(\w+)\}/g, "…")}`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}'${address}'`];
  const takesKey = operation.security.some((scheme) => "key" in scheme);
  const isPublic = takesKey && operation.tags.some((tag) => ["ingest", "decide", "snippets"].includes(tag));
  if (isPublic) lines.push("-u wk_demo:");
  else if (operation.security.length > 0) lines.push('-H "Authorization: Bearer $RFEDGE_TOKEN"');
  if (body) lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(body.example ?? {})}'`);
  return lines.join(" \\\n  ");
}
