import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { segmentLook } from "../../components/segmentLook.ts";
import { useSpeech } from "../../components/speech.ts";

/** What every section knows of the site. */
export interface Site {
  readonly host: string;
  readonly currency: string | null;
  readonly timeZone: string;
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly keys: readonly string[];
}

export const SiteContext = createContext<Site>({ host: "", currency: null, timeZone: "UTC", names: {}, keys: [] });

/** The site's segments as they are named and coloured everywhere. */
export function useSite(): Site & {
  readonly nameOf: (segment: string) => string;
  readonly toneOf: (segment: string) => string;
} {
  const site = useContext(SiteContext);
  const spoken = useSpeech();
  return {
    ...site,
    nameOf: (segment) => spoken.segment(segment, site.names),
    toneOf: (segment) => segmentLook(segment, site.keys).tone,
  };
}
