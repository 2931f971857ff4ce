/** What makes a drawing look as it does; a picture has no style sheet of its own. */
const LOOKS = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "color"],
  ...["font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order", "display"],
] as const;
/** Twice as fine as on the screen, for slides and print. */
const SCALE = 2;
const PADDING = 16;

/** A drawing as it is seen, on its own ground. Its text stays text: a picture runs nothing. */
export async function pngOf(drawing: SVGSVGElement): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const seen = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
  const copied = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [index, element] of seen.entries()) {
    const style = getComputedStyle(element);
    for (const look of LOOKS) copied[index]?.style.setProperty(look, style.getPropertyValue(look));
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width * SCALE));
  copy.setAttribute("height", String(height * SCALE));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * PADDING) * SCALE;
  canvas.height = (height + 2 * PADDING) * SCALE;
  const brush = canvas.getContext("2d");
  if (brush === null) throw new RangeError("pngOf requires a browser that draws");
  brush.fillStyle = getComputedStyle(document.body).backgroundColor;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, PADDING * SCALE, PADDING * SCALE, width * SCALE, height * SCALE);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("the picture is too large")) : resolve(blob)),
      "image/png",
    );
  });
}
