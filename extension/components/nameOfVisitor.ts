import type { Visitor } from "#shared/wire/visitors";

const SHORT = 8;

/**
 * What to call a visitor: by name or address where one is known, else by user id, else the beginning of an anonymous id.
 * Traits are whatever a page sent.
 */
export function nameOfVisitor({
  id,
  userId,
  anonymousIds,
  traits,
}: Pick<Visitor, "id" | "userId" | "anonymousIds" | "traits">): string {
  const known = [traits["name"], traits["email"], userId].find(
    (text): text is string => typeof text === "string" && text.trim() !== "",
  );
  return known ?? (anonymousIds[0] ?? id).slice(0, SHORT);
}
