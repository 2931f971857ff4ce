/** What the list abbreviates or runs together → how a shop would write it; applied in order to the lower-cased name. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^set\/(\d+) /, "set of $1 "],
  [/ set of ?(\d+) (\w+)$/, ", set of $1, $2"],
  [/cakestand 3 tier/, "cake stand, three tiers"],
  [/tea set ceramic 11 pc/, "ceramic tea set, 11 pieces"],
  [/baking set 9 piece retrospot/, "retrospot baking set, 9 pieces"],
  [/retrospot ceramic tea set/, "retrospot tea set"],
  [/clothes pegs retrospot pack 24/, "retrospot clothes pegs, pack of 24"],
  [/^(\d+) (.*cake cases)/, "pack of $1 $2"],
  [/^(\d+) ribbons/, "six ribbons,"],
  [/wood black board ant white finish/, "wooden blackboard, antique white"],
  [/wooden frame antique white/, "wooden frame, antique white"],
  [/wooden picture frame white finish/, "wooden picture frame, white"],
  [/^alarm clock bakelike (\w+)$/, "$1 bakelike alarm clock"],
  [/^paper chain kit (.*)$/, "paper chain kit, $1"],
  [
    /^(jumbo bag|lunch bag|charlotte bag|jumbo shopper|jumbo storage bag|recycling bag|lunch box|doormat) (.*)$/,
    "$1, $2",
  ],
  [/^(gardeners kneeling pad|hot water bottle|hand warmer|plasters in tin|recipe box) (.*)$/, "$1, $2"],
  [/^(set of \d+ .*?) (pantry design)$/, "$1, $2"],
  [/^(set of \d+ cake tins|set of \d+ spice tins) (.*)$/, "$1, $2"],
  [/^heart of wicker (small|large)$/, "heart of wicker, $1"],
  [/^(home|love) building block word$/, "building block word, $1"],
  [/^(please one person|gin \+ tonic diet|cook with wine|bathroom) metal sign$/, "metal sign, $1"],
  [/^hand over the chocolate sign$/, "wooden sign, hand over the chocolate"],
  [/cars blue/, "blue cars"],
  [/^jam making set printed$/, "printed jam making set"],
  [/^paper bunting retrospot$/, "paper bunting, retrospot"],
  [/^(pack of 20) napkins pantry design$/, "$1 pantry napkins"],
  [/ cake cases vintage christmas$/, " vintage Christmas cake cases"],
  [/ pantry design cake cases$/, " pantry cake cases"],
  [/polkadot/, "polka dot"],
  [/gin \+ tonic/, "gin and tonic"],
  [/gardeners/, "gardener’s"],
  [/ lid glass bowls/, " glass bowls with lids"],
  [/black white$/, "black and white"],
  [/50's/, "fifties"],
  [/ design$/, ""],
  [/,,/, ","],
];

/** Words that keep their capital inside a sentence. */
const PROPER: readonly (readonly [RegExp, string])[] = [
  [/\bt-light/g, "T-light"],
  [/\bled\b/g, "LED"],
  [/\bi\b/g, "I"],
  [/\b(london|christmas|suki|regency|victorian|scandinavian|scottie|charlotte)\b/g, ""],
  [/\bdolly girl\b/g, "Dolly Girl"],
  [/\brex cash\+carry\b/g, "Rex Cash + Carry"],
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A product’s name in sentence case, from the capitals of the list.
 *
 * @example sentenceCase("REGENCY CAKESTAND 3 TIER"); // => "Regency cake stand, three tiers"
 */
export function sentenceCase(listed: string): string {
  let name = listed.toLowerCase().replace(/\s+/g, " ").replace(/\.$/, "").trim();
  for (const [pattern, spelling] of SPELLINGS) name = name.replace(pattern, spelling);
  for (const [pattern, word] of PROPER) name = name.replace(pattern, (found) => word || capital(found));
  return capital(name);
}
