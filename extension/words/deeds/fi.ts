import type { DeedWords } from "./en.ts";

/** Finnish. */
export const fi: DeedWords = {
  kinds: {
    write: "kirjoitusavain",
    server: "palvelinavain",
    identity: "henkilöllisyyden salaisuus",
    decision: "päätösavain",
  },
  "site.open": (name) => `Avasi sivuston ${name}`,
  "site.close": (name) => `Sulki sivuston ${name}`,
  "site.restore": () => "Palautti sivuston varmuuskopiosta",
  "config.draft": () => "Tallensi luonnoksen",
  "config.discard": () => "Hylkäsi luonnoksen",
  "config.publish": (version) => `Julkaisi version ${version}`,
  "config.rollback": (version, earlier) => `Palasi versioon ${earlier}, nyt versio ${version}`,
  "config.schedule": (when) => `Ajasti julkaisun: ${when}`,
  "config.schedule.cancel": (when) => `Perui ajastetun julkaisun: ${when}`,
  "config.schedule.lapse": (when) => `Julkaisi ennen ajastettua, joka raukesi: ${when}`,
  "token.create": (name, role) => `Loi avaimen ${name}, rooli ${role}`,
  "token.revoke": (name, role) => `Mitätöi avaimen ${name}, rooli ${role}`,
  "key.rotate": (kind) => `Vaihtoi: ${kind}`,
  "visitor.link": () => "Yhdisti kaksi kävijää",
  "visitor.unlink": () => "Purki kahden kävijän yhdistämisen",
  "visitor.export": () => "Vei tiedostoon kävijän tiedot",
  "visitor.erase": () => "Poisti kävijän",
  "visitor.withdraw": () => "Perui suostumuksensa ja poistettiin",
  "visitor.counted": (action: string, count: string, day: string) =>
    `${count} muuta kävijöiden merkintää ”${action}” ${day}, jotka vain laskettiin`,
  "preview.create": () => "Loi esikatselulinkin",
  refused: (call) => `Torjuttiin: ${call}`,
};
