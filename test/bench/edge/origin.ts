/** A site's own server: one page of 100 KB with three slots, as articles are. */
const LINE =
  '<p class="line">A line of an article, <a href="/somewhere">a link</a> &amp; so on, to the end of it.</p>\n';
const slot = (key: string) => `<section data-rfedge-slot="${key}"><h2>What everybody sees</h2></section>\n`;
const PART = LINE.repeat(250);
const PAGE = `<!doctype html><html><head><title>An article</title></head><body>\n${slot("top")}${PART}${slot("middle")}${PART}${slot("end")}${PART}${PART}</body></html>`;
const HEADERS = { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=60" };

export default {
  fetch(): Response {
    return new Response(PAGE, { headers: HEADERS });
  },
};
