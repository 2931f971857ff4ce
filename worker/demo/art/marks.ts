const file = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">${body}</svg>\n`;
const drawn = (d: string, more = ""): string =>
  `<path d="${d}" fill="none" stroke="#000" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
const filled = (d: string): string => `<path d="${d}"/>`;

/** Each lifecycle segment’s own mark, in black: the page uses it as a mask and gives it the segment’s colour. */
export const MARKS: Readonly<Record<string, string>> = {
  "anonymous-prospect": file(drawn("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z")),
  "known-prospect": file(drawn("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z") + filled("M12 3a9 9 0 0 0 0 18Z")),
  new: file(
    drawn("M12 21V11") + filled("M12 12C12 6 8 3.5 2.5 4 3 9.5 6 12.5 12 12ZM12 14c0-5 3.5-7.5 9.5-7 0 5.5-4 8-9.5 7Z"),
  ),
  "developing-1": file(filled("M3 13h9V7h9v14H3Z")),
  established: file(filled("M4 4h16v16H4Z")),
  "developing-2": file(filled("M2 16h7v-6h6V4h7v17H2Z")),
  vip: file(filled("M12 2l3 6.7 7.2.8-5.4 4.9 1.5 7.2L12 18l-6.3 3.6 1.5-7.2L1.8 9.5 9 8.7Z")),
  returning: file(drawn("M9 4 4 9l5 5") + drawn("M5 9h9a6 6 0 0 1 0 12H9")),
  "at-risk": file(filled("M5 2h14v3c0 4-5 5-5 7s5 3 5 7v3H5v-3c0-4 5-5 5-7S5 9 5 5Z")),
  lost: file(drawn("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z", 'stroke-dasharray="3.4 4.6"')),
};
