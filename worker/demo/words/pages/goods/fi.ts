import type { en } from "./en.ts";

export const fi: typeof en = {
  home: {
    title: "pieniä lahjoja, huolella lähetettyinä",
    description: "Pieni brittiläinen lahjakauppa: viirejä, leivontaa, teekuppeja, eväslaukkuja ja valoja.",
    favourites: "Eniten tilatut",
    favouritesText: "Mitä muut panevat koriinsa, useimmin valittu ensin.",
    shelves: "Hyllyjen ympäri",
    things: (count) => `${count} tavaraa`,
  },
  hero: {
    label: "Tervetuloa",
    eyebrow: "Lahjoja postissa",
    title: "Pöytään, ja niille jotka sen ympärillä istuvat",
    text: "Pieni kauppa viireille, leivonnalle ja hyville kupeille. Kääritty silkki- ja ruskeaan paperiin, ovella kahdessa päivässä.",
    do: "Kata pöytä",
  },
  category: { count: (count) => `${count} tavaraa, eniten tilattu ensin` },
  product: {
    drawing: (name) => `Piirros: ${name}`,
    quantity: "Määrä",
    add: "Lisää koriin",
    noScript: "Kori tarvitsee JavaScriptiä, katselu ei.",
    item: "Numero",
    kind: "Laji",
    loved: "Suosittu",
    orders: (count) => `${count} tilauksessa viime vuonna`,
    post: "Posti",
    postage: (post, freeFrom) => `${post}, vähintään ${freeFrom} tilauksille maksuton`,
    returns: "Palautus",
    returnsWithin: "30 päivän kuluessa",
    neighbours: "Sen vieressä hyllyllä",
    slot: "Sananen tästä",
    slip: {
      title: "Kääritty pyytämättä",
      text: "Silkkipaperi, ruskea paperi ja punainen naru, kaikkeen mitä lähetämme.",
    },
  },
  search: {
    title: "Haku",
    description: "Etsi tavara nimellä, lajilla tai hyllyllä.",
    heading: "Mitä etsit?",
    hint: "Nimi, laji tai hylly, suomeksi tai englanniksi: ”teekuppi”, ”red bag”, ”hillo”. Yksi väärä kirjain ei haittaa.",
    slot: "Ehdotus",
    slip: {
      title: "Kaikki mahtuu ovesta",
      text: "Kaupassa on 120 tavaraa. Jos haku ei löydä niistä mitään, hyllyillä on ne kaikki.",
      do: "Hyllyjen ympäri",
    },
    results: "Tulokset",
    noScript: "Haku tarvitsee JavaScriptiä. Tässä sen sijaan kaikki, mitä myymme:",
    otherwise: "Mistä etsiä sen sijaan",
  },
  lost: {
    title: "Tässä osoitteessa ei ole mitään",
    text: "Siinä voi olla kirjoitusvirhe, tai se, mitä täällä oli, on poistunut hyllyltä.",
  },
};
