import explanation from "../../components/explanation/explanation.css?inline";
import slots from "../../components/slots/slots.css?inline";
import tokens from "../../components/tokens.css?inline";
import events from "../../components/visitor/events.css?inline";
import history from "../../components/visitor/history.css?inline";
import scores from "../../components/visitor/scores.css?inline";
import badge from "./badge.css?inline";
import card from "./card.css?inline";
import outlines from "./outlines.css?inline";
import overlay from "./overlay.css?inline";

/** All that styles the overlay: what is shared first, then each part's own. */
export const SHEET = [tokens, overlay, badge, card, scores, history, events, explanation, slots, outlines].join("");
