import { useSignal } from "@preact/signals";
import { saveFile } from "../../components/charts/saveFile.ts";
import { useSpeech } from "../../components/speech.ts";
import type { PrivacyState } from "../../state/createPrivacyState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

interface Props {
  readonly id: string;
  readonly privacy: PrivacyState;
  readonly onErased: () => void;
}

/** Hands out all that is held about somebody, and erases them: pressed once it asks, pressed again it is done. */
export function Privacy({ id, privacy, onErased }: Props) {
  const { panel } = pageWordsOf(useSpeech().language);
  const { privacy: said, notDone } = panel.visitor;
  const isSaved = useSignal(false);
  const { refusal, isBusy } = privacy;
  const download = async () => {
    const all = await privacy.readAll(id);
    isSaved.value = all !== null;
    if (all !== null) save(`visitor-${id.slice(0, 12)}.json`, all);
  };
  const erase = async () => {
    if (await privacy.erase(id)) onErased();
  };
  return (
    <section class="privacy">
      <h2>{said.title}</h2>
      <p class="quiet">{said.about}</p>
      <p>
        <button type="button" class="button" disabled={isBusy.value} onClick={() => void download()}>
          {said.download}
        </button>
      </p>
      <details>
        <summary>{said.erase}</summary>
        <p class="warning">{said.warning}</p>
        <button type="button" class="button grave" disabled={isBusy.value} onClick={() => void erase()}>
          {said.confirm}
        </button>
      </details>
      <div role="status">
        {isSaved.value && refusal.value === null && <p class="quiet">{said.downloaded}</p>}
        {refusal.value !== null && (
          <p class="warning">
            {refusal.value.trouble === "forbidden" ? said.needsAdmin : (refusal.value.detail ?? notDone)}
          </p>
        )}
      </div>
    </section>
  );
}

/** What is left to show of whoever was erased. */
export function Receipt({ privacy }: Pick<Props, "privacy">) {
  const spoken = useSpeech();
  const { words, language } = spoken;
  const { visitor } = pageWordsOf(language).panel;
  const { privacy: said } = visitor;
  const receipt = privacy.receipt.value;
  if (receipt === null) return null;
  const { removed } = receipt;
  const went = [
    spoken.count(removed.visitors, said.people),
    spoken.count(removed.events, visitor.events),
    spoken.count(removed.orders, words.orders),
  ];
  return (
    <section class="receipt" role="status">
      <h2>
        {said.erased} · {spoken.instant(receipt.erasedAt)}
      </h2>
      <p>
        <code>{receipt.visitor}</code>
      </p>
      <p>{went.join(" · ")}</p>
      {!receipt.complete && <p class="warning">{said.pending}</p>}
      <p class="quiet">
        {said.replays(spoken.day(receipt.replaysRefusedUntil.slice(0, 10)))}{" "}
        {said.backups(spoken.day(receipt.backupsFadeBy.slice(0, 10)))}
      </p>
      <button type="button" class="button" onClick={() => save("receipt.json", receipt)}>
        {said.receipt}
      </button>{" "}
      <button type="button" class="button" onClick={privacy.putAway}>
        {said.done}
      </button>
    </section>
  );
}

function save(name: string, content: object): void {
  saveFile(name, new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
}
