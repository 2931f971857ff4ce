import { PROBLEMS } from "#shared/wire/problem";
import { addressView, callsIn, callView, type ShownCall } from "./callView.ts";
import { CONVERSATIONS } from "./conversations.ts";
import type { OpenApi } from "./document.ts";
import { code, escaped, prose } from "./html.ts";
import { schemaView } from "./schemaView.ts";

const CREDENTIALS: readonly (readonly [name: string, looks: string, may: string])[] = [
  [
    "Write key",
    "wk_..",
    "public: stands in web pages, sends events, gets decisions for the anonymous id it presents; never scores or traits",
  ],
  [
    "Server key",
    "sk_..",
    "secret: the site’s back end, for any id; imports and reads visitors; refused from a browser",
  ],
  [
    "Marketer token",
    "mt_..",
    "a person or the extension: viewer reads, editor also drafts and publishes, admin also tokens and audit",
  ],
  ["Root token", "your own", "the operator: sites and everything"],
];

/** The reference as one page: plain HTML, its own style sheet, no script. */
export function pageOf(document: OpenApi): string {
  const calls = callsIn(document);
  const chapters = document.tags.map(({ name }) => ({
    name,
    calls: calls.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const { title, summary, version } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · HTTP interface</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/docs.css">
</head>
<body>
<a class="skip" href="#main">Skip to the calls</a>
<nav aria-label="Contents">
  <p class="brand">${escaped(title)} <span>${escaped(version)}</span></p>
  <ul><li><a href="#credentials">Credentials</a></li><li><a href="#errors">Errors</a></li><li><a href="/docs/data-protection/">Data protection</a></li></ul>
  ${chapters.map(({ name, calls: shown }) => `<h2><a href="#${name}">${titleOf(name)}</a></h2>${contentsOf(shown)}`).join("\n  ")}
  <h2><a href="#schemas">Schemas</a></h2>
  <ul>${Object.keys(document.components.schemas)
    .map((name) => `<li><a href="#schema-${name}">${name}</a></li>`)
    .join("")}</ul>
</nav>
<main id="main">
<header>
  <h1>HTTP interface</h1>
  <p class="lead">${escaped(summary)}</p>
  <p>Bodies and answers are JSON. Instants are ISO 8601 in UTC, money is a decimal number in the site’s currency.
  The same interface as OpenAPI 3.1: <a href="/openapi.json">openapi.json</a>.</p>
</header>
${credentialsView()}
${errorsView()}
${chapters.map(({ name, calls: shown }) => chapterView(name, shown)).join("\n")}
<section id="schemas"><h2>Schemas</h2>
${Object.entries(document.components.schemas)
  .map(
    ([name, schema]) =>
      `<article id="schema-${name}"><h3>${name}</h3>${schema.description === undefined ? "" : `<p>${prose(schema.description)}</p>`}${schemaView(schema)}</article>`,
  )
  .join("\n")}
</section>
</main>
</body>
</html>
`;
}

function titleOf(name: string): string {
  return escaped(CONVERSATIONS[name]?.title ?? name);
}

function contentsOf(calls: readonly ShownCall[]): string {
  const items = calls.map((call) => `<li><a href="#${call.operation.operationId}">${addressView(call)}</a></li>`);
  return `<ul class="calls">${items.join("")}</ul>`;
}

function chapterView(name: string, calls: readonly ShownCall[]): string {
  const about = CONVERSATIONS[name]?.description ?? "";
  return `<section id="${name}"><h2>${titleOf(name)}</h2><p class="about">${prose(about)}</p>${calls.map(callView).join("\n")}</section>`;
}

function credentialsView(): string {
  const rows = CREDENTIALS.map(
    ([name, looks, may]) => `<tr><th scope="row">${name}</th><td>${code(looks)}</td><td>${prose(may)}</td></tr>`,
  );
  return `<section id="credentials"><h2>Credentials</h2>
<p>${code("Authorization: Bearer ..")} takes any of them, ${code("X-API-Key")} too; Basic takes a write or server key as the user, with no password. On public routes the write key may also stand in the body, or in a fragment’s address as ${code("key")}.</p>
<div class="table" tabindex="0"><table><thead><tr><th>credential</th><th>looks</th><th>may</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`;
}

function errorsView(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([kind, { status, title }]) =>
      `<tr id="problem-${kind}"><td class="number">${status}</td><th scope="row">${code(kind)}</th><td>${escaped(title)}</td></tr>`,
  );
  return `<section id="errors"><h2>Errors</h2>
<p>${code("application/problem+json")} (RFC 9457): ${code("type")} leads to a row below, ${code("detail")} says what happened, ${code("errors")} holds a JSON pointer and a message for each fault of an input. 429 and 503 carry ${code("Retry-After")}, in whole seconds. The addresses that take events speak Segment’s own dialect instead.</p>
<div class="table" tabindex="0"><table><thead><tr><th>status</th><th>kind</th><th>title</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`;
}
