/** How many elements each selector finds, and whether the page was read to its end. */
export interface Counted {
  readonly elements: readonly number[];
  readonly isWhole: boolean;
}

/**
 * Counts what selectors find in a page's source, by the rewriter that will later fill it.
 *
 * @param selectors within the rewriter's subset
 * @param mostBytes of the page that are read
 */
export async function countElements(
  page: ReadableStream<Uint8Array>,
  selectors: readonly string[],
  mostBytes: number,
): Promise<Counted> {
  const elements = selectors.map(() => 0);
  const rewriter = new HTMLRewriter();
  for (const [place, selector] of selectors.entries()) {
    rewriter.on(selector, {
      element() {
        elements[place] = (elements[place] ?? 0) + 1;
      },
    });
  }
  const cut = cutAt(mostBytes);
  await rewriter.transform(new Response(page.pipeThrough(cut.stream))).body?.pipeTo(new WritableStream());
  return { elements, isWhole: !cut.isCut() };
}

function cutAt(mostBytes: number) {
  let left = mostBytes;
  let isCut = false;
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.byteLength;
      if (left >= 0) return;
      isCut = true;
      controller.terminate();
    },
  });
  return { stream, isCut: () => isCut };
}
