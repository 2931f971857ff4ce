/** What workerd asks of the service behind a KV binding: get, put, delete and list, as HTTP. Kept in memory. */
interface Kept {
  readonly value: ArrayBuffer;
  readonly metadata: string | null;
}

const kept = new Map<string, Kept>();

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const key = decodeURIComponent(pathname.slice(1));
    if (key === "") return list(searchParams.get("prefix") ?? "");
    if (request.method === "PUT") {
      kept.set(key, { value: await request.arrayBuffer(), metadata: request.headers.get("CF-KV-Metadata") });
      return new Response(null);
    }
    if (request.method === "DELETE") {
      kept.delete(key);
      return new Response(null);
    }
    const found = kept.get(key);
    if (found === undefined) return new Response(null, { status: 404 });
    const { value, metadata } = found;
    return new Response(value, { headers: metadata === null ? {} : { "CF-KV-Metadata": metadata } });
  },
};

function list(prefix: string): Response {
  const keys = [...kept].filter(([name]) => name.startsWith(prefix)).sort();
  return Response.json({ keys: keys.map(([name, { metadata }]) => ({ name, metadata })), list_complete: true });
}
