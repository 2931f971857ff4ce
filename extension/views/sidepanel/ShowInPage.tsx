import { useSignal } from "@preact/signals";
import { useSpeech } from "../../components/speech.ts";
import type { SiteFacts } from "../../messages.ts";
import type { TabState } from "../../state/createTabState.ts";
import { showPreview } from "../../state/showPreview.ts";
import { Check, Choose, Field, Text, useEditorWords } from "./editor/Field.tsx";

interface Props {
  readonly label: string;
  readonly tab: TabState;
  readonly facts: SiteFacts | null;
  /** Somebody as whom it can be looked at, too. */
  readonly visitor?: string | null;
  /** Whether it shows the draft, unless that is unchosen. */
  readonly isDrafted: boolean;
  /** Saves the draft before it is shown. @returns whether it is saved */
  readonly save?: () => Promise<boolean>;
}

/** Opens the page beside as somebody else would see it, at another time, or with the draft. */
export function ShowInPage({ label, tab, facts, visitor = null, isDrafted, save }: Props) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const { page } = said;
  const segment = useSignal("");
  const at = useSignal("");
  const isDraft = useSignal(isDrafted);
  const isVisitor = useSignal(false);
  const isTab = useSignal(false);
  const fault = useSignal<string | null>(null);
  const names = facts?.segments ?? {};
  const show = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isDraft.value && save !== undefined && !(await save())) return;
    const url = tab.tab.value?.url ?? null;
    fault.value = await showPreview(
      {
        draft: isDraft.value,
        ...(segment.value !== "" && { segment: segment.value }),
        ...(isVisitor.value && visitor !== null && { visitor }),
        ...(at.value !== "" && { at: at.value }),
        ...(url !== null && { page: url }),
      },
      isTab.value ? null : (tab.tab.value?.id ?? null),
    );
  };
  return (
    <details class="preview">
      <summary>{label}</summary>
      <form class="stacked" onSubmit={(event) => void show(event)}>
        <small class="quiet">{page.previewAbout}</small>
        {visitor !== null && (
          <Check
            label={page.asVisitor}
            isOn={isVisitor.value}
            onChange={(isOn) => {
              isVisitor.value = isOn;
            }}
          />
        )}
        <Field label={page.asSegment}>
          <Choose
            value={segment.value}
            options={[
              ["", isVisitor.value ? page.asTheyAre : page.asUnknown],
              ...Object.keys(names).map((key): [string, string] => [key, spoken.segment(key, names)]),
            ]}
            onChoose={(key) => {
              segment.value = key;
            }}
          />
        </Field>
        <Field label={page.at}>
          <Text
            type="datetime-local"
            value={at.value}
            onText={(typed) => {
              at.value = typed;
            }}
          />
        </Field>
        <Check
          label={page.withDraft}
          isOn={isDraft.value}
          onChange={(isOn) => {
            isDraft.value = isOn;
          }}
        />
        <Check
          label={page.openTab}
          isOn={isTab.value}
          onChange={(isOn) => {
            isTab.value = isOn;
          }}
        />
        <button type="submit" class="button">
          {page.open}
        </button>
        {fault.value !== null && (
          <p class="warning" role="alert">
            {page.notPreviewed}
            {fault.value}
          </p>
        )}
      </form>
    </details>
  );
}
