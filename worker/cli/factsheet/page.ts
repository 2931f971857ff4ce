import { code, escaped, prose } from "../openapi/html.ts";
import { AFTER, BEFORE, type Section } from "./sections.ts";
import { PLACES, type StoragePlace } from "./stored.ts";

/** The data-protection fact sheet as one page, for a site’s lawyer: plain HTML with the reference’s style sheet, no script. */
export function factSheet(): string {
  const contents = [...BEFORE, { id: "stored", title: "What is stored, where, and how long" }, ...AFTER];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>RFEdge · Data protection</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/docs.css">
</head>
<body>
<a class="skip" href="#main">Skip to the sheet</a>
<nav aria-label="Contents">
  <p class="brand">RFEdge <span>Data protection</span></p>
  <ul>${contents.map(({ id, title }) => `<li><a href="#${id}">${escaped(title)}</a></li>`).join("")}
  <li><a href="/docs/">HTTP interface</a></li></ul>
</nav>
<main id="main">
<header>
  <h1>Data protection</h1>
  <p class="lead">For whoever advises a site that uses RFEdge: what is stored of people, where, for how long, and how their rights are met.</p>
  <p>It says what the software does with its default settings, in the common reading of the law. It is no legal advice.</p>
</header>
${BEFORE.map(sectionView).join("\n")}
<section id="stored"><h2>What is stored, where, and how long</h2>
${PLACES.map(placeView).join("\n")}
</section>
${AFTER.map(sectionView).join("\n")}
</main>
</body>
</html>
`;
}

function sectionView({ id, title, paragraphs = [], list = [], table = [] }: Section): string {
  const items = list.map((item) => `<li>${prose(item)}</li>`).join("");
  return `<section id="${id}"><h2>${escaped(title)}</h2>
${paragraphs.map((text) => `<p>${prose(text)}</p>`).join("")}${items === "" ? "" : `<ul>${items}</ul>`}${tableView(title, table)}</section>`;
}

function placeView({ name, about, object, stored }: StoragePlace): string {
  const rows = stored.map(({ what, whose, until }) => [what, whose ?? "nobody’s", until]);
  return `<h3>${escaped(name)}${object === null ? "" : ` ${code(object)}`}</h3>
<p>${prose(about)}</p>
${tableView(name, [["what", "whose data", "until"], ...rows])}`;
}

function tableView(name: string, [head, ...rows]: readonly (readonly string[])[]): string {
  if (head === undefined) return "";
  const cells = rows.map(([first = "", ...rest]) => {
    // Where there is no room for columns, each cell says which it is of.
    const others = rest.map((cell, index) => `<td data-of="${escaped(head[index + 1] ?? "")}">${prose(cell)}</td>`);
    return `<tr><th scope="row">${prose(first)}</th>${others.join("")}</tr>`;
  });
  return `<div class="table wrapped" role="region" aria-label="${escaped(name)}" tabindex="0"><table><thead><tr>${head.map((cell) => `<th scope="col">${prose(cell)}</th>`).join("")}</tr></thead><tbody>${cells.join("")}</tbody></table></div>`;
}
