import type { DeedWords } from "./en.ts";

/** Danish. */
export const da: DeedWords = {
  kinds: {
    write: "skrivenøglen",
    server: "servernøglen",
    identity: "identitetshemmeligheden",
    decision: "beslutningsnøglen",
  },
  "site.open": (name) => `Åbnede sitet ${name}`,
  "site.close": (name) => `Lukkede sitet ${name}`,
  "site.restore": () => "Gendannede sitet fra en sikkerhedskopi",
  "config.draft": () => "Gemte en kladde",
  "config.discard": () => "Kasserede kladden",
  "config.publish": (version) => `Udgav version ${version}`,
  "config.rollback": (version, earlier) => `Gik tilbage til version ${earlier}, som version ${version}`,
  "config.schedule": (when) => `Planlagde en udgivelse til ${when}`,
  "config.schedule.cancel": (when) => `Trak udgivelsen ${when} tilbage`,
  "config.schedule.lapse": (when) => `Udgav før udgivelsen ${when}, som bortfaldt`,
  "token.create": (name, role) => `Lavede tokenet ${name} med rollen ${role}`,
  "token.revoke": (name, role) => `Tilbagekaldte tokenet ${name} med rollen ${role}`,
  "key.rotate": (kind) => `Udskiftede ${kind}`,
  "visitor.link": () => "Sammenkædede to besøgende",
  "visitor.unlink": () => "Ophævede en sammenkædning af to besøgende",
  "visitor.export": () => "Eksporterede det, der er gemt om en besøgende",
  "visitor.erase": () => "Slettede en besøgende",
  "visitor.withdraw": () => "Trak samtykket tilbage og blev slettet",
  "visitor.counted": (action: string, count: string, day: string) =>
    `${count} flere poster “${action}” fra besøgende den ${day}, som kun blev talt`,
  "preview.create": () => "Lavede et link til forhåndsvisning",
  refused: (call) => `Blev afvist: ${call}`,
};
