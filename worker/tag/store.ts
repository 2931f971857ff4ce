/** What a page may hold when its storage is blocked, absent or full: as long as it lives. */
const memory: Record<string, string> = {};

let disk: Record<string, string> = {};
try {
  disk = localStorage || disk;
} catch {
  // Reading the property throws where the browser blocks storage, and in documents without an origin.
}

const both = [disk, memory];

/** What is kept under a key; nothing is `""`. */
export const readKey = (key: string): string => disk[key] || memory[key] || "";

export const removeKey = (key: string): void => {
  for (const shelf of both) Reflect.deleteProperty(shelf, key);
};

export const writeKey = (key: string, value: string): void => {
  try {
    disk[key] = value;
  } catch {
    memory[key] = value;
  }
};

/** Every stored key that begins so, in order. */
export const keysFrom = (prefix: string): string[] =>
  both
    .flatMap((shelf) => Object.keys(shelf))
    .filter((key) => key.startsWith(prefix))
    .sort();
