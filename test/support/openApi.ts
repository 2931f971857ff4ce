/** One call as `/openapi.json` documents it. */
export interface Documented {
  readonly operationId: string;
  /** The conversation that it is part of. */
  readonly tag: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly query: readonly string[];
  readonly hasBody: boolean;
  /** A body that works; undefined: none, or one that is plain from its fields. */
  readonly example: unknown;
  readonly isOpen: boolean;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly security: readonly unknown[];
}

/** Every call that a running Worker documents. */
export async function documentedCalls(url: string): Promise<Documented[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, tags, parameters, requestBody, security }]) => ({
      ...{ operationId, path, method: method.toUpperCase(), tag: tags[0] ?? "" },
      query: parameters.filter((one) => one.in === "query").map(({ name }) => name),
      hasBody: requestBody !== undefined,
      example: requestBody?.content["application/json"]?.example,
      isOpen: security.length === 0,
    })),
  );
}

/** A documented path with its parameters filled in; what is not given stays as it is named. */
export function fillIn(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? name));
}

/** What is sent; a body that is no text goes as JSON. */
export interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer, read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends a request, and reads its answer. */
export async function sendTo(url: string, { method, headers, body }: Sent): Promise<Answered> {
  const hasBody = body !== undefined && method !== "GET";
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    headers: { ...(hasBody && { "content-type": "application/json" }), ...headers },
    ...(hasBody && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
