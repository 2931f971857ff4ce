import { useSignal } from "@preact/signals";
import { useScoring } from "./scoring.ts";

const FIRST = 5;

/** What was published before, newest first, each to go back to. */
export function VersionsPart() {
  const { state, spoken, said, authorOf, canEdit } = useScoring();
  const { versions, isBusy, rollBack } = state.publication;
  const isAll = useSignal(false);
  const { value, trouble } = versions.known.value;
  if (value === null) return trouble === null ? null : <p class="quiet">{spoken.words.troubles[trouble].title}</p>;
  const shown = isAll.value ? value.versions : value.versions.slice(0, FIRST);
  const left = value.versions.length - shown.length;
  return (
    <section class="part" aria-labelledby="versions-title">
      <h2 id="versions-title">{said.versions}</h2>
      <ul class="versions">
        {shown.map(({ version, author, at, note }, index) => (
          <li key={version}>
            <div class="who">
              <b>{said.version(spoken.exact(version))}</b>
              <span class="quiet">{said.by(authorOf(author), spoken.instant(at))}</span>
              {note !== "" && <span>{note}</span>}
            </div>
            {index === 0 ? (
              <span class="quiet">{said.current}</span>
            ) : (
              canEdit && (
                <button type="button" class="button" disabled={isBusy.value} onClick={() => void rollBack(version)}>
                  {said.backTo(spoken.exact(version))}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          class="tool"
          onClick={() => {
            isAll.value = true;
          }}
        >
          {said.moreVersions(spoken.exact(left))}
        </button>
      )}
    </section>
  );
}
