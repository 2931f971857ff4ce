import type { ReadonlySignal } from "@preact/signals";
import { Age } from "../../components/Age.tsx";
import { nameOfVisitor } from "../../components/nameOfVisitor.ts";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

/** For so long after their last message somebody counts as on the site. */
const HERE_MS = 5 * 60_000;
const MOST = 8;

interface Props {
  readonly state: DashboardState;
  readonly now: ReadonlySignal<number>;
}

/** Who is slipping away and is here now, and who changes segment as it happens. */
export function MomentsPart({ state, now }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { dashboard } = pageWordsOf(spoken.language);
  const { host, keys, nameOf } = useSite();
  const changes = state.changes.value.slice(0, MOST);
  return (
    <Part id="moments" title={dashboard.moments} known={state.slipping.known.value} host={host}>
      {(slipping) => {
        const here = slipping.filter(({ lastSeenAt }) => now.value - Date.parse(lastSeenAt) < HERE_MS);
        return (
          <>
            <p class="quiet">{dashboard.momentsAbout}</p>
            <div aria-live="polite">
              {here.length === 0 ? (
                <p>{dashboard.noMoments}</p>
              ) : (
                <ul class="lines here">
                  {here.map((visitor) => (
                    <li key={visitor.id}>
                      <SegmentMark segment={visitor.segment.key} keys={keys} />
                      <span class="who">
                        <strong>{dashboard.isHere(nameOfVisitor(visitor))}</strong>
                        <span class="quiet">{nameOf(visitor.segment.key)}</span>
                      </span>
                      <Age at={visitor.lastSeenAt} now={now} say={words.ago} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
            {changes.length === 0 ? (
              <p class="quiet">{dashboard.noChanges}</p>
            ) : (
              <ul class="lines">
                {changes.map(({ seq, at, from, to, visitor, cause }) => (
                  <li key={`${seq} ${at}`}>
                    <SegmentMark segment={to} keys={keys} />
                    <span class="who">
                      <span>{dashboard.becomes(from === null ? dashboard.notYetSeen : nameOf(from), nameOf(to))}</span>
                      <span class="quiet">
                        {words.causes[cause]}
                        {visitor !== null && ` · ${visitor.slice(0, 8)}`}
                      </span>
                    </span>
                    <Age at={at} now={now} say={words.ago} />
                  </li>
                ))}
              </ul>
            )}
          </>
        );
      }}
    </Part>
  );
}
