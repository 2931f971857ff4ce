// On a visitor's own page, once what was held of them is gone: the copies that the tag keeps in this browser go too.

try {
  for (const key of Object.keys(localStorage)) if (key.startsWith("rfedge")) localStorage.removeItem(key);
} catch {
  // Where storage is blocked the tag has kept nothing.
}
