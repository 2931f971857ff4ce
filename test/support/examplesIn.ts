/** One assertion of an `@example`: code that returns a value, and what it says that value is. */
export interface Example {
  readonly code: string;
  readonly value: string;
  /** The name of the error that the code throws instead. */
  readonly throws: string | null;
}

const DOCSTRING = /\/\*\*([\s\S]*?)\*\//g;
const TAG = /@example([\s\S]*?)(?=\n\s*@\w|$)/g;
const ASSERTION = /^(.*?);?\s*\/\/ (?:=> (.+)|throws (\w+).*)$/;

/**
 * The runnable examples in a source file's docstrings. A line `f(1); // => 2` is an assertion; lines before it that assert nothing
 * are what it needs.
 *
 * @example examplesIn("/** @example f(1); // => 2 *" + "/")[0].value; // => "2"
 */
export function examplesIn(text: string): Example[] {
  return [...text.matchAll(DOCSTRING)].flatMap(([, docstring = ""]) =>
    [...docstring.replace(/^\s*\* ?/gm, "").matchAll(TAG)].flatMap(([, body = ""]) => assertionsIn(body)),
  );
}

function assertionsIn(body: string): Example[] {
  const found: Example[] = [];
  let needed = "";
  for (const line of body.split("\n").map((piece) => piece.trim())) {
    const [, code, value, throws] = ASSERTION.exec(line) ?? [];
    if (code === undefined) needed += `${line}\n`;
    else found.push({ code: `${needed}return (${code});`, value: value?.trim() ?? "", throws: throws ?? null });
  }
  return found;
}
