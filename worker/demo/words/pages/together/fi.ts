import type { en } from "./en.ts";

export const fi: typeof en = {
  evening: {
    title: "Ensimmäinen torstai",
    description: "Avoin ilta kaupassa, suorana joka kuun ensimmäisenä torstaina.",
    text: "Kuun ensimmäisenä torstaina kauppa on auki sulkemisajan jälkeen, ja voit olla siellä omasta keittiöstäsi. Lähetämme pakkauspöydältä tunnin ja vartin verran.",
    every: "Joka kuun ensimmäinen torstai kello 19 Britannian aikaa",
    next: "Seuraava",
    screen: "Lähetys",
    between: "Iltojen välillä tässä pyörii edellinen.",
    join: "Tule mukaan iltaan",
    leave: "Poistu illasta",
    noScript: "Mukaan tuleminen tarvitsee JavaScriptiä, ohjelma ei.",
    note: "Se ei maksa mitään, eikä kukaan näe sinua. Mukanaolosi merkitään kerran kutakin iltaa kohti, myös jos lähdet kesken.",
    programme: "Ohjelma",
    parts: [
      { at: "19:00", title: "Mitä on tullut", text: "Uutuudet laatikoistaan ulos, ja se, mikä on palannut pyynnöstä." },
      {
        at: "19:15",
        title: "Näin kääritään teekuppi",
        text: "Silkkipaperi, ruskea paperi, punainen naru. Ota kuppi ja sanomalehden aukeama ja kääri mukana.",
      },
      {
        at: "19:40",
        title: "Jotain uunissa",
        text: "Pikkukakkuja kaikenkuvioisissa vuoissa, ja mitä tehdä niille, jotka tarttuvat kiinni.",
      },
      {
        at: "20:00",
        title: "Kysy pakkauspöydältä",
        text: "Kirjoita kysymys, niin näytämme vastauksen kameralle. Postipiiri saa kysyä ensin.",
      },
      { at: "20:15", title: "Valot sammuvat", text: "Jänis jää palamaan." },
    ],
    bring: "Mitä ottaa mukaan",
    things: "Käärimiseen ja leipomiseen mukana. Katsomiseen ei tarvita mitään.",
    slot: "Kutsu",
    slip: {
      title: "Ensimmäinen torstai: kauppa sulkemisen jälkeen",
      text: "Näin kääritään teekuppi, mitä on tullut, jotain uunissa. Suorana pakkauspöydältä, ilmaiseksi.",
      do: "Katso ohjelma",
    },
  },
  circle: {
    title: "Postipiiri",
    description: "Jäsenyys niille, jotka lähettävät paljon: joka paketti kulkee ilman postimaksua.",
    text: "Niille, jotka lähettävät paljon. Pieni summa, ja me maksamme postin: koko postin, niin kauan kuin olet mukana.",
    gives: "Mitä se antaa",
    benefits: [
      {
        title: "Joka paketti ilman postimaksua",
        text: "Ei alarajaa: yksi paperiketju kulkee yhtä ilmaiseksi kuin kolmekymmentä kakkutelinettä.",
      },
      { title: "Ensikatselu", text: "Uutuudet ovat Piirin hyllyllä päivää ennen muita hyllyjä." },
      {
        title: "Laatikko keväällä, laatikko syksyllä",
        text: "Kuusi pientä tavaraa, jotka pitäisimme itsekin, ja reseptikortti.",
      },
      { title: "Ensimmäinen kysymys", text: "Ensimmäisenä torstaina sinun kysymykseesi vastataan ensin." },
    ],
    join: "Liity",
    plan: "Miten haluat maksaa?",
    plans: {
      "post-circle-monthly": (price) => `${price} kuukaudessa`,
      "post-circle-yearly": (price) => `${price} vuodessa: kaksi kuukautta kaupan päälle`,
    },
    button: "Liity Piiriin",
    noScript: "Liittyminen tarvitsee JavaScriptiä, lukeminen ei.",
    note: "Tämä on esittely: mitään ei veloiteta. Voit lopettaa minä päivänä tahansa, tässä tai tilisivullasi.",
    member: "Olet Piirissä",
    memberText: "Tästä lähtien korissasi ei ole postimaksua.",
    ending: "Lopeta jäsenyys",
    endText: "Se päättyy heti, ja paketeista maksetaan taas postimaksu. Takaisin pääset minä päivänä tahansa.",
    end: "Lopeta nyt",
  },
};
