import type { CategoryKey } from "../../categories.ts";
import type { ShelfWords } from "./en.ts";

export const fi: Readonly<Record<CategoryKey, ShelfWords>> = {
  bags: {
    name: "Kassit",
    intro:
      "Kudottuja jättikasseja, jotka kantavat viikon ostokset ja taittuvat litteiksi, ja pieniä laukkuja kaikelle muulle.",
  },
  lunch: { name: "Eväät", intro: "Eristettyjä eväslaukkuja, jotka pyyhitään puhtaiksi, ja rasioita niiden sisään." },
  baking: { name: "Leivonta", intro: "Muffinivuokia pinoittain, sisäkkäisiä purkkeja ja muotteja sadepäivän iltaan." },
  kitchen: { name: "Keittiö", intro: "Hillokauteen, maustehyllylle ja paikka resepteille, jotka olet saanut." },
  table: {
    name: "Teepöytä",
    intro: "Regency-teekuppeja, kolmikerroksinen kakkuteline ja servettejä, iltapäiväteelle tai kokonaisiin häihin.",
  },
  lights: {
    name: "Valot",
    intro: "Ripustettavia tuikkulyhtyjä, yövaloja ja kynttilöitä, jotka tuoksuvat mansikkahillolta.",
  },
  walls: { name: "Seinät", intro: "Kehyksiä, liitutauluja ja kylttejä, jotka sanovat mitä juuri ajattelit." },
  house: { name: "Koti", intro: "Kelloja, joissa on oikeat kellot, pajusydämiä ja ovimatto, jolla on tapoja." },
  party: { name: "Juhlat", intro: "Viirejä, paperiketjuja ja pientä lahjapusseihin." },
  comfort: {
    name: "Lämpö",
    intro: "Kuumavesipulloja neulepäällisissä, kädenlämmittimiä ja laastareita kylmiin iltoihin ja pahoihin nuhiin.",
  },
};
