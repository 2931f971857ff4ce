import { useEffect, useRef } from "preact/hooks";
import { LIMITS } from "#shared/events/event";
import { KeyHelp } from "../../components/keys/KeyHelp.tsx";
import { nameOfVisitor } from "../../components/nameOfVisitor.ts";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Pin } from "../../state/createPlacesState.ts";
import { onSearchWish } from "../../state/searchWish.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import type { PanelState } from "./SidePanel.tsx";

interface Props {
  readonly state: PanelState;
  readonly onOpen: (pin: Pin) => void;
}

/** Finds any visitor by name, e-mail, user id or anonymous id, or all of a segment. */
export function Search({ state, onOpen }: Props) {
  const spoken = useSpeech();
  const { visitor: words } = pageWordsOf(spoken.language).panel;
  const { search, visitor } = state;
  const { text, segment } = search.sought.value;
  const names = visitor.shown.value.facts?.segments ?? {};
  const field = useRef<HTMLInputElement>(null);
  const focus = () => field.current?.focus();
  useEffect(() => onSearchWish(focus), []);
  const clear = (event: KeyboardEvent) => {
    if (event.key === "Escape") search.seek({ text: "", segment: "" });
  };
  return (
    <search onKeyDown={clear}>
      <KeyHelp onSearch={focus} />
      <label>
        <span class="hidden">{words.search}</span>
        <input
          ref={field}
          type="search"
          value={text}
          placeholder={words.searchHint}
          maxLength={LIMITS.name}
          spellcheck={false}
          onInput={({ currentTarget }) => search.seek({ text: currentTarget.value, segment })}
        />
      </label>
      <label>
        <span class="hidden">{spoken.words.segment}</span>
        <select value={segment} onChange={({ currentTarget }) => search.seek({ text, segment: currentTarget.value })}>
          <option value="">{words.anySegment}</option>
          {Object.keys(names).map((key) => (
            <option key={key} value={key}>
              {spoken.segment(key, names)}
            </option>
          ))}
        </select>
      </label>
      {(text.trim() !== "" || segment !== "") && <Found state={state} onOpen={onOpen} />}
    </search>
  );
}

function Found({ state: { search, visitor: following }, onOpen }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { visitor: said } = pageWordsOf(spoken.language).panel;
  const { value, trouble } = search.found.value;
  const { facts } = following.shown.value;
  if (value === null)
    return (
      <p class="quiet" role="status">
        {trouble === null ? words.loading : words.troubles[trouble].title}
      </p>
    );
  return (
    <>
      <p class="quiet" role="status">
        {value.total === 0
          ? said.foundNobody
          : said.found(spoken.exact(value.visitors.length), spoken.exact(value.total))}
      </p>
      <ul class="found">
        {value.visitors.map((visitor) => (
          <li key={visitor.id}>
            <button type="button" onClick={() => onOpen({ id: visitor.id, name: nameOfVisitor(visitor) })}>
              <SegmentMark segment={visitor.segment.key} keys={Object.keys(facts?.segments ?? {})} />
              <span>
                <strong>{nameOfVisitor(visitor)}</strong>
                <span class="quiet">
                  {spoken.segment(visitor.segment.key, facts?.segments)} ·{" "}
                  {spoken.count(visitor.totals.orders, words.orders)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
