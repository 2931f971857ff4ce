import { type KeptEdit, settings } from "../../settings.ts";

/** What is written in the editor, kept where neither a closed panel nor an expired token takes it away. */
export interface KeptEdits {
  read(): Promise<KeptEdit | null>;
  /** Keeps the latest; null: everything is saved. */
  keep(edit: KeptEdit | null): void;
}

/** Of the site that is connected when it is asked. Writes follow one another, and of those that wait only the last is made. */
export function createKeptEdits(): KeptEdits {
  let latest: { readonly edit: KeptEdit | null } | null = null;
  let isWriting = false;
  const write = async () => {
    isWriting = true;
    while (latest !== null) {
      const { edit } = latest;
      latest = null;
      const site = await siteName();
      const { [site]: _, ...others } = await settings.edits.getValue();
      await settings.edits.setValue(edit === null ? others : { ...others, [site]: edit });
    }
    isWriting = false;
  };
  return {
    read: async () => (await settings.edits.getValue())[await siteName()] ?? null,
    keep: (edit) => {
      latest = { edit };
      if (!isWriting) void write();
    },
  };
}

async function siteName(): Promise<string> {
  const address = await settings.address.getValue();
  return address === null ? "" : `${address.origin} ${address.site}`;
}
