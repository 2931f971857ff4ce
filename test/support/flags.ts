const always = { all: [] };
const json = (key: string, content: string) => ({
  key,
  snippets: [{ key: `${key}-json`, rule: always, content, contentType: "application/json" }],
});

/** A site with a slot of every type that a flag may have, and one that only customers see filled. */
export const FLAG_SLOTS = {
  slots: [
    { key: "hero", snippets: [{ key: "welcome", rule: { fact: "segment", eq: "new" }, content: "<p>Welcome</p>" }] },
    { key: "text", snippets: [{ key: "plain", rule: always, content: "1 < 2", contentType: "text/plain" }] },
    json("object", '{"color": "red", "sizes": [1, 2]}'),
    json("yes", "true"),
    json("number", "2.5"),
    { key: "held", holdoutPercent: 100, snippets: [{ key: "any", rule: always, content: "<p>Any</p>" }] },
    { key: "sale", snippets: [{ key: "sale", rule: { fact: "page.path", eq: "/sale" }, content: "Sale" }] },
  ],
};
