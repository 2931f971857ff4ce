/** What is said of each deed in the audit log, and of the keys that are replaced. */
export const en = {
  kinds: {
    write: "the write key",
    server: "the server key",
    identity: "the identity secret",
    decision: "the decision key",
  },
  "site.open": (name: string) => `Opened the site ${name}`,
  "site.close": (name: string) => `Closed the site ${name}`,
  "site.restore": () => "Restored the site from a backup",
  "config.draft": () => "Saved a draft",
  "config.discard": () => "Dropped the draft",
  "config.publish": (version: string) => `Published version ${version}`,
  "config.rollback": (version: string, earlier: string) => `Went back to version ${earlier}, as version ${version}`,
  "config.schedule": (when: string) => `Scheduled a publication for ${when}`,
  "config.schedule.cancel": (when: string) => `Took back the publication of ${when}`,
  "config.schedule.lapse": (when: string) => `Published before the publication of ${when}, which lapsed`,
  "token.create": (name: string, role: string) => `Made the token ${name} with the role ${role}`,
  "token.revoke": (name: string, role: string) => `Revoked the token ${name} with the role ${role}`,
  "key.rotate": (kind: string) => `Replaced ${kind}`,
  "visitor.link": () => "Linked two visitors",
  "visitor.unlink": () => "Undid a link between two visitors",
  "visitor.export": () => "Exported what is held about a visitor",
  "visitor.erase": () => "Erased a visitor",
  "visitor.withdraw": () => "Took their consent back, and was erased",
  "visitor.counted": (action: string, count: string, day: string) =>
    `${count} more entries “${action}” by visitors on ${day}, which were only counted`,
  "preview.create": () => "Made a preview link",
  refused: (call: string) => `Was refused: ${call}`,
};

export type DeedWords = typeof en;
