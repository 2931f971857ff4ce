import { addressOf } from "#shared/privacy/redact";
import type { PublishedSite } from "../publishedStore.ts";

/** What a rule may ask about the page a decision is for, and the moment it is made in. */
export interface PageView {
  readonly url: string | null;
  readonly referrer: string | null;
  readonly locale: () => string | null;
  /** Every language that is welcome, as BCP 47 writes it, the most welcome first. */
  readonly languages: () => readonly string[];
  readonly userAgent: () => string | null;
  /** ISO 3166, two letters, from the network's edge. */
  readonly country: () => string | null;
  readonly now: number;
}

/** The value of a page fact by name; undefined where it is missing. */
export function pageFactOf(view: PageView, site: PublishedSite): (name: string) => unknown {
  let parsed: URL | null | undefined;
  const url = () => {
    parsed ??= view.url === null ? null : URL.parse(view.url, "https://page.invalid");
    return parsed;
  };
  return (name) => {
    if (name.startsWith("page.query.")) return url()?.searchParams.get(name.slice("page.query.".length)) ?? undefined;
    switch (name) {
      case "page.path":
        return url()?.pathname;
      case "page.host":
        return url()?.hostname === "page.invalid" ? undefined : url()?.host;
      case "page.referrer":
        return view.referrer === null || view.referrer === ""
          ? undefined
          : addressOf(view.referrer, site.config.privacy.queryAllowList);
      case "time.hour":
        return clockIn(site.config.site.timeZone, view.now).hour;
      case "time.weekday":
        return clockIn(site.config.site.timeZone, view.now).weekday;
      case "locale":
        return view.locale() ?? undefined;
      case "country":
        return view.country() ?? undefined;
      case "device":
        return deviceOf(view.userAgent());
      default:
        return undefined;
    }
  };
}

/** Hour 0 to 23, and ISO weekday 1 (Monday) to 7, on the site's own clocks. */
function clockIn(timeZone: string, now: number): { hour: number; weekday: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    hourCycle: "h23",
    weekday: "short",
  }).formatToParts(now);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return { hour: Number(part("hour")), weekday: WEEKDAYS.indexOf(part("weekday")) + 1 };
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function deviceOf(userAgent: string | null): "desktop" | "mobile" | "tablet" | undefined {
  if (userAgent === null) return undefined;
  if (/iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/i.test(userAgent)) return "tablet";
  return /Mobi|iPhone|Android/i.test(userAgent) ? "mobile" : "desktop";
}
