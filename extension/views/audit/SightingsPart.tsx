import { useSignal } from "@preact/signals";
import type { Sighting } from "#shared/wire/sightings";
import { actorIn } from "../../components/actorIn.ts";
import { useSpeech } from "../../components/speech.ts";
import type { SightingsState } from "../../state/createSightingsState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

/** Who looked at which visitors: read once it is opened. */
export function SightingsPart({ state }: { readonly state: SightingsState }) {
  const { words, language } = useSpeech();
  const { sightings: said } = pageWordsOf(language);
  const visitor = useSignal("");
  const { sightings, cursor, trouble, isBusy } = state.shown.value;
  return (
    <details
      class="chain"
      onToggle={(event) => {
        if (event.currentTarget.open) void state.show(visitor.value.trim());
      }}
    >
      <summary>{said.title}</summary>
      <p class="quiet">{said.about}</p>
      <form
        class="choices"
        onSubmit={(event) => {
          event.preventDefault();
          void state.show(visitor.value.trim());
        }}
      >
        <label class="choice">
          <span>{said.of}</span>
          <input
            maxLength={255}
            autocomplete="off"
            spellcheck={false}
            value={visitor.value}
            onInput={(event) => {
              visitor.value = event.currentTarget.value;
            }}
          />
        </label>
        <button type="submit" class="button">
          {said.show}
        </button>
      </form>
      <ol class="entries sightings" aria-busy={isBusy}>
        {sightings.map((sighting, index) => (
          <SightingLine key={index} sighting={sighting} />
        ))}
      </ol>
      <div role="status">
        {isBusy && <p class="quiet">{words.loading}</p>}
        {trouble !== null && <p class="warning">{words.troubles[trouble].title}</p>}
        {!isBusy && trouble === null && sightings.length === 0 && <p>{said.none}</p>}
      </div>
      {(cursor !== null || trouble !== null) && (
        <button type="button" class="button" disabled={isBusy} onClick={() => void state.readMore()}>
          {trouble === null ? said.older : words.retry}
        </button>
      )}
    </details>
  );
}

function SightingLine({ sighting: { actor, visitor, how, first } }: { readonly sighting: Sighting }) {
  const spoken = useSpeech();
  const { audit, sightings: said } = pageWordsOf(spoken.language);
  return (
    <li>
      <time dateTime={first} class="quiet">
        {spoken.instant(first)}
      </time>
      <div class="deed">
        <b>{actorIn(actor, audit).name}</b> · {said.how[how]}
        {how !== "followed" && (
          <p>
            {visitor === null ? (
              <span class="quiet">{said.nobody}</span>
            ) : (
              <a href={`sidepanel.html?visitor=${encodeURIComponent(visitor)}`} target="_blank" rel="noreferrer">
                {visitor}
              </a>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
