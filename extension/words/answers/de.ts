import type { AnswerWords } from "./en.ts";

/** German. */
export const de: AnswerWords = {
  title: "Antworten",
  about: "Was aus allem wurde, worum Seiten, Hintergrundsysteme und Kollegen in den letzten 30 Tagen gebeten haben.",
  none: "Noch wurde um nichts gebeten.",
  noDecisions: "Um keine Entscheidung wurde gebeten.",
  budget: (missed, asked, oneIn) =>
    `${missed} von ${asked} Entscheidungen fielen nicht rechtzeitig; eine von ${oneIn} darf ausbleiben.`,
  left: (share) => `${share} dessen, was ausbleiben darf, sind übrig.`,
  usedUp: "Das ist mehr, als ausbleiben darf.",
  alert: (share) =>
    `Rechtzeitige Entscheidungen: nur noch ${share} dessen, was in 30 Tagen ausbleiben darf, sind übrig.`,
  alertUsedUp: "Rechtzeitige Entscheidungen: in 30 Tagen blieben mehr aus, als ausbleiben dürfen.",
  show: "Zeigen",
  family: "Worum gebeten wurde",
  families: {
    decisions: "Entscheidungen",
    pages: "Seiten über den Proxy",
    events: "Ereignisse",
    ownData: "Eigene Daten",
    marketers: "Marketing und Hintergrundsysteme",
  },
  outcomes: {
    answered: "Beantwortet",
    late: "Zu spät",
    broken: "Ein Teil antwortete nicht",
    failed: "Fehlgeschlagen",
    refused: "Abgelehnt",
    tooMany: "Zu oft",
    origin: "Server der Website versagte",
  },
  unanswered: "Was nicht beantwortet wurde",
  allAnswered: "Alles wurde beantwortet.",
  refusals: "Abgelehnt oder ausgelassen, nach Grund",
  noRefusals: "Nichts wurde abgelehnt oder ausgelassen.",
  what: "Was",
  reason: "Grund",
  count: "Anzahl",
  kinds: {
    rejected: "Abgelehnt",
    setAside: "Beiseitegelegt",
    uncounted: "Nicht gezählt",
  },
  reasons: {
    structure: "Aufbau der Nachricht",
    size: "Zu groß",
    message: "Die Nachricht selbst",
    "too-old": "Zu alt zum Speichern",
    unproven: "Identität nicht bewiesen",
    bot: "Bot",
    prefetch: "Im Voraus geladen",
    consent: "Keine Einwilligung",
    "request.too-many": "Anfragen, die zu oft kamen",
    "request.forbidden": "Anfragen anderer Websites",
  },
};
