import type { DeedWords } from "./en.ts";

/** Dutch. */
export const nl: DeedWords = {
  kinds: {
    write: "de schrijfsleutel",
    server: "de serversleutel",
    identity: "het identiteitsgeheim",
    decision: "de beslissingssleutel",
  },
  "site.open": (name) => `Opende de site ${name}`,
  "site.close": (name) => `Sloot de site ${name}`,
  "site.restore": () => "Zette de site terug uit een back-up",
  "config.draft": () => "Sloeg een concept op",
  "config.discard": () => "Gooide het concept weg",
  "config.publish": (version) => `Publiceerde versie ${version}`,
  "config.rollback": (version, earlier) => `Ging terug naar versie ${earlier}, als versie ${version}`,
  "config.schedule": (when) => `Plande een publicatie voor ${when}`,
  "config.schedule.cancel": (when) => `Trok de publicatie van ${when} in`,
  "config.schedule.lapse": (when) => `Publiceerde vóór de publicatie van ${when}, die verviel`,
  "token.create": (name, role) => `Maakte het token ${name} met de rol ${role}`,
  "token.revoke": (name, role) => `Trok het token ${name} met de rol ${role} in`,
  "key.rotate": (kind) => `Verving ${kind}`,
  "visitor.link": () => "Koppelde twee bezoekers",
  "visitor.unlink": () => "Maakte een koppeling van twee bezoekers ongedaan",
  "visitor.export": () => "Exporteerde wat over een bezoeker is opgeslagen",
  "visitor.erase": () => "Wiste een bezoeker",
  "visitor.withdraw": () => "Trok de toestemming in en werd gewist",
  "visitor.counted": (action: string, count: string, day: string) =>
    `Nog ${count} vermeldingen ‘${action}’ van bezoekers op ${day}, die alleen geteld zijn`,
  "preview.create": () => "Maakte een voorbeeldlink",
  refused: (call) => `Werd geweigerd: ${call}`,
};
