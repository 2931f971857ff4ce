import type { KindWords } from "./kindWords.ts";

export const fi: Readonly<Record<string, KindWords>> = {
  "jumbo-bag": {
    name: "Iso kassi",
    description:
      "Kudottu kassi, johon mahtuu koko viikon ostokset. Seisoo itse tavaratilassa ja taittuu litteäksi oven taakse. Kantatut reunat, kaksi kahvaparia, pyyhittävä pinta.",
  },
  "storage-bag": {
    name: "Säilytyskassi",
    description:
      "Leveä, matala ja vetoketjullinen: peitoille kesäkuussa, koristeille tammikuussa. Hihnat kulkevat pohjan ali, joten täydenkin jaksaa kantaa.",
  },
  shopper: {
    name: "Kauppakassi",
    description: "Korkea ja kevyt, kahvat yltävät olkapäälle. Asuu takin taskussa, kunnes sitä tarvitaan.",
  },
  "recycling-bag": {
    name: "Kierrätyskassi",
    description:
      "Pulloille, purkeille ja paperille matkalla ulos. Kudottu, joten läikkynyt huuhtoutuu hanan alla pois.",
  },
  "charlotte-bag": {
    name: "Käsilaukku",
    description:
      "Pieni pehmeä käsilaukku, jonka etuosa on poimutettu ja rusetilla solmittu. Siihen mahtuu kukkaro, kirja ja yksi omena.",
  },
  "lunch-bag": {
    name: "Eväslaukku",
    description:
      "Eristetty ja vuorattu, kansi vetoketjulla. Pitää voileivän viileänä yhteen asti, ja kahdelta sen voi pyyhkiä puhtaaksi.",
  },
  "lunch-box": {
    name: "Eväsrasia",
    description:
      "Kova rasia, jonka solki avautuu pieniltäkin käsiltä. Sopii voileivälle, jogurtille ja jollekin hyvälle.",
  },
  "snack-boxes": {
    name: "Välipalarasiat",
    description:
      "Neljä pyöreää rasiaa, joiden kannet pysyvät kiinni: rusinoille, kekseille ja sille keksin puolikkaalle, joka jätetään myöhemmäksi.",
  },
  "cake-cases": {
    name: "Muffinivuoat",
    description: "Rasvaa pitävät paperivuoat pikkukakuille. Väri kestää uunissa ja vuoka irtoaa siististi.",
  },
  "cake-tins": {
    name: "Kakkupurkit",
    description:
      "Kolme purkkia sisäkkäin: täytekakulle, teeleivälle ja murokekseille. Kannet ovat niin tiiviit, että purkin voi panna postiin.",
  },
  "heart-cutters": {
    name: "Keksimuotit",
    description: "Kolme sydäntä sisäkkäin. Rullattu reuna painamista varten, terävä leikkaamiseen.",
  },
  "butterfly-cutters": {
    name: "Keksimuotit",
    description:
      "Kolme perhosta, kukin edellistä pienempi. Taivuta lämmin keksi lusikan varren yli, niin se näyttää juuri lähtevän lentoon.",
  },
  "gingerbread-cutter": {
    name: "Keksimuotti",
    description: "Yksi piparkakku-ukko, siististi leikattu varpaita myöten. Napit ja napinlävet ovat sinun asiasi.",
  },
  "jelly-moulds": {
    name: "Hyytelövuoat",
    description: "Neljä uurrettua vuokaa sokerimantelin väreissä. Kasta kuumaan veteen, laske viiteen, kumoa.",
  },
  "baking-set": {
    name: "Lasten leivontasetti",
    description: "Esiliina, kulho, vuoat ja välineet lapsen koossa: tarpeeksi oikeat oikeille pullille.",
  },
  scales: {
    name: "Keittiövaaka",
    description:
      "Emaloitu vaaka, jossa on kuppi ja keittiön toiselta puolelta luettava taulu. Punnitsee joulukakkuun asti.",
  },
  "jam-jars": {
    name: "Hillosetti",
    description: "Purkit, kangashatut, kumilenkit, etiketit ja vahakiekot ensimmäiseen satsiin. Marjat tuot itse.",
  },
  "jam-set": {
    name: "Hillosetti",
    description:
      "Painetut kangashatut, nauhat, etiketit ja vahakiekot niille purkeille, joita olet säästänyt koko vuoden.",
  },
  "recipe-box": {
    name: "Reseptilaatikko",
    description: "Saranoitu peltilaatikko ja väliköt niille resepteille, jotka saatiin ihmiseltä eikä ruudulta.",
  },
  "spice-tins": {
    name: "Maustepurkit",
    description: "Kuusi kannellista purkkia, joissa on tilaa etiketille. Ne pinoutuvat kolmittain lieden viereen.",
  },
  "glass-bowls": {
    name: "Lasikulhot",
    description: "Viisi sisäkkäin menevää kulhoa, jokaisella oma kansi. Uuni, pöytä, jääkaappi, siinä järjestyksessä.",
  },
  pegs: {
    name: "Pyykkipojat",
    description: "Puiset pyykkipojat, joissa on vahva jousi ja maalattu pää. Pitävät märän pyyhkeen tuulessakin.",
  },
  "cake-stand": {
    name: "Kakkuteline",
    description:
      "Kolme posliinilautasta yhdessä varressa, ruusuin maalattu ja kullalla reunustettu. Puretaan tiskikonetta varten ja kootaan ilman työkaluja.",
  },
  teacup: {
    name: "Teekuppi",
    description: "Luuposliinia, raidoitettu ja maalattu, ja aluslautanen, jolle mahtuu kaksi keksiä.",
  },
  "tea-set": {
    name: "Leikkiastiasto",
    description: "Teekannu, kupit, aluslautaset ja maitokannu pienille käsille ja pöydälliselle nalleja.",
  },
  napkins: {
    name: "Paperiservetit",
    description: "Kolmikerroksiset paperiservetit, tarpeeksi tukevat taiteltaviksi.",
  },
  "heart-light": {
    name: "Tuikkukynttilän pidike",
    description: "Maalattu sydän, joka ripustetaan ikkunaan. Keskellä lasi yhdelle tuikulle.",
  },
  "jar-light": {
    name: "Lyhty",
    description: "Lankakahvainen lasipurkki, jonka kaulalla on sydän. Ripusta puuhun tai nosta portaalle.",
  },
  "glass-light": {
    name: "Tuikkulyhty",
    description: "Hiottua lasia kolmessa ketjussa, viktoriaanisen mallin mukaan. Heittää pieniä tähtiä seinälle.",
  },
  "silver-light": {
    name: "Tuikkulasi",
    description: "Laikukasta hopealasia. Yksi tuikku saa sen hehkumaan sisältä.",
  },
  "rabbit-light": {
    name: "Yövalo",
    description: "Pehmeä valo porrastasanteelle, jäniksen muotoinen, eikä jänistä väsytä yhtään. Pinta pysyy viileänä.",
  },
  "toadstool-light": {
    name: "Yövalo",
    description: "Pieni LED-kärpässieni yöpöydälle. Ei muuta pimeässä mitään, paitsi että se on mukavampi.",
  },
  "chilli-lights": {
    name: "Valonauha",
    description: "Nauhallinen punaisia chilejä keittiön ikkunaan tai elokuiselle pihamuurille.",
  },
  candles: {
    name: "Tuoksukynttilä",
    description:
      "Tuoksuu hillokattilalta kymmenen minuuttia ennen kuin hillo hyytyy. Palaa illan ja jättää sinulle purkin.",
  },
  "metal-sign": {
    name: "Metallikyltti",
    description: "Painettua peltiä, kaksi reikää ruuveille. Sanoo sen, ettei sinun tarvitse.",
  },
  "wooden-sign": {
    name: "Puukyltti",
    description: "Maalattu lauta nauhassa, keittiön oveen.",
  },
  frame: {
    name: "Kehys",
    description: "Maalattu puukehys, jossa on lasi ja jalka. Näyttää siltä kuin olisi aina ollut siinä.",
  },
  "slate-heart": {
    name: "Liitutaulu",
    description: "Liuskekivestä leikattu sydän narussa. Kirjoita liidulla, pyyhi, kirjoita uudestaan.",
  },
  blackboard: {
    name: "Liitutaulu",
    description: "Kehystetty taulu ja hylly liiduille: listoille, pisteille ja illan jälkiruoalle.",
  },
  "block-word": {
    name: "Puukirjaimet",
    description: "Neljä puukirjainta hyllylle. Lapset järjestävät ne uusiksi tunnissa.",
  },
  "coat-rack": {
    name: "Naulakko",
    description: "Puulista ja viisi nuppia kuin purukumipalloja, jotta kaikilla on oma värinsä.",
  },
  "wicker-heart": {
    name: "Pajusydän",
    description: "Sydämeksi sidottua pajua oveen, kranssiin tai kirkonpenkin päähän.",
  },
  bird: {
    name: "Koriste",
    description: "Pieni maalattu lintu klipsissä. Värit vaihtelevat: saat sekalaisen parven.",
  },
  "trinket-box": {
    name: "Korurasia",
    description: "Kannellinen keraaminen mansikka. Säilyttää yhden sormuksen, kaksi avainta tai maitohampaan.",
  },
  "alarm-clock": {
    name: "Herätyskello",
    description: "Kaksi kelloa, vasara ja hehkuva taulu. Se herättää sinut ja alakerran.",
  },
  doormat: {
    name: "Ovimatto",
    description: "Paksua kookoskuitua kumipohjalla. Ottaa kuran ja pitää tapansa.",
  },
  "kneeling-pad": {
    name: "Polvialusta puutarhaan",
    description: "Paksu alusta kitkemiseen, kahva leikattu läpi. Huuhtoutuu pihahanan alla.",
  },
  bunting: {
    name: "Viirinauha",
    description:
      "Puuvillaviirejä nauhassa, kaksinkertaiset ja päärmätyt. Nousee minuutissa ja kestää kolmenkymmenen asteen pesun.",
  },
  "paper-bunting": {
    name: "Paperiviirit",
    description:
      "Paperiviirejä narussa: niin kevyet, että nastat riittävät, niin hyvät, että ne säästetään ensi vuoteen.",
  },
  "paper-chain": {
    name: "Paperiketju",
    description: "Liimasuikaleita metrien ketjuun ja iltapäivän työ neljälle.",
  },
  popcorn: {
    name: "Popcorntötterö",
    description:
      "Raidallinen paperitötterö, joka seisoo täytenä. Myydään yksittäin, joten osta yhtä monta kuin on istumapaikkoja.",
  },
  ribbons: {
    name: "Nauhat",
    description: "Kuusi rullaa kudottua nauhaa maaseudun väreissä, paketteihin ja letteihin.",
  },
  "snap-cards": {
    name: "Pelikortit",
    description: "Täysi pakka vanhan lastenkirjasarjan kuvin. Neljävuotiaille ja melko kilpailuhenkisille.",
  },
  harmonica: {
    name: "Huuliharppu",
    description: "Huuliharppu, joka soi vireessä, punaisessa laatikossa. Pahoittelemme.",
  },
  "hot-water-bottle": {
    name: "Kuumavesipullo",
    description:
      "Luonnonkumipullo ja päällinen, joka lähtee pesuun. Täytä kaksi kolmannesta, painele ilma pois, mene nukkumaan.",
  },
  "hand-warmer": {
    name: "Kädenlämmitin",
    description: "Pöllö kumpaankin taskuun. Napsauta kiekkoa, niin se lämmittää tunnin. Keitä, niin se toimii taas.",
  },
  plasters: {
    name: "Laastarit",
    description: "Kaksikymmentä laastaria saranoidussa peltirasiassa, joka on aivan liian hieno pois heitettäväksi.",
  },
};
