import type { ComponentChildren } from "preact";
import type { AuditEntry } from "#shared/wire/audit";
import { actorIn } from "../../components/actorIn.ts";
import { useSpeech } from "../../components/speech.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Changes } from "./Changes.tsx";
import { deedInWords } from "./deeds.ts";
import { countryIn, detailOf } from "./entryParts.ts";

/** One thing that was done: when, by whom, from where, and all that is kept of it. */
export function Entry({ entry }: { readonly entry: AuditEntry }) {
  const spoken = useSpeech();
  const { audit } = pageWordsOf(spoken.language);
  const { name, token } = actorIn(entry.actor, audit);
  const detail = detailOf(entry);
  const count = detail.differences.length + detail.more;
  return (
    <li>
      <time dateTime={entry.at} class="quiet">
        {spoken.instant(entry.at)}
      </time>
      <div class="deed">
        <b>{deedInWords(entry, audit.deeds, spoken)}</b>
        <p class="quiet">
          {name}
          {entry.country !== null && <> · {countryIn(entry.country, audit, spoken.language)}</>}
        </p>
        <details>
          <summary>{count === 0 ? audit.details : `${audit.details}: ${spoken.count(count, audit.changes)}`}</summary>
          <Changes detail={detail} />
          <dl>
            {token !== null && <Line name={audit.tokenId}>{token}</Line>}
            {detail.others.map(([label, value]) => (
              <Line key={label} name={label}>
                {value}
              </Line>
            ))}
            <Line name={audit.entry(spoken.exact(entry.seq))}>{entry.action}</Line>
            <Line name={audit.hash}>{entry.hash}</Line>
          </dl>
          {entry.action.startsWith("visitor.") && (
            <a href={`sidepanel.html?visitor=${encodeURIComponent(entry.target)}`} target="_blank" rel="noreferrer">
              {audit.showVisitor}
            </a>
          )}
        </details>
      </div>
    </li>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
