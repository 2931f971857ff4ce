import type { DeedWords } from "./en.ts";

/** German. */
export const de: DeedWords = {
  kinds: {
    write: "den Schreibschlüssel",
    server: "den Serverschlüssel",
    identity: "das Identitätsgeheimnis",
    decision: "den Entscheidungsschlüssel",
  },
  "site.open": (name) => `Eröffnete die Website ${name}`,
  "site.close": (name) => `Schloss die Website ${name}`,
  "site.restore": () => "Stellte die Website aus einer Sicherung wieder her",
  "config.draft": () => "Speicherte einen Entwurf",
  "config.discard": () => "Verwarf den Entwurf",
  "config.publish": (version) => `Veröffentlichte Version ${version}`,
  "config.rollback": (version, earlier) => `Ging zu Version ${earlier} zurück, als Version ${version}`,
  "config.schedule": (when) => `Plante eine Veröffentlichung für ${when}`,
  "config.schedule.cancel": (when) => `Nahm die Veröffentlichung vom ${when} zurück`,
  "config.schedule.lapse": (when) => `Veröffentlichte vor der Veröffentlichung vom ${when}, die verfiel`,
  "token.create": (name, role) => `Erstellte das Token ${name} mit der Rolle ${role}`,
  "token.revoke": (name, role) => `Widerrief das Token ${name} mit der Rolle ${role}`,
  "key.rotate": (kind) => `Ersetzte ${kind}`,
  "visitor.link": () => "Verknüpfte zwei Besucher",
  "visitor.unlink": () => "Löste die Verknüpfung zweier Besucher",
  "visitor.export": () => "Exportierte, was über einen Besucher gespeichert ist",
  "visitor.erase": () => "Löschte einen Besucher",
  "visitor.withdraw": () => "Widerrief die Einwilligung und wurde gelöscht",
  "visitor.counted": (action: string, count: string, day: string) =>
    `${count} weitere Einträge „${action}“ von Besuchern am ${day}, die nur gezählt wurden`,
  "preview.create": () => "Erstellte einen Vorschau-Link",
  refused: (call) => `Wurde abgewiesen: ${call}`,
};
