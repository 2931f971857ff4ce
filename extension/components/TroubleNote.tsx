import { browser } from "wxt/browser";
import type { Standing } from "../messages.ts";
import { ErrorNote } from "./ErrorNote.tsx";
import { useSpeech } from "./speech.ts";
import { noteOf } from "./standing.ts";

interface Props {
  readonly standing: Standing;
  /** The Worker's host, to name it. */
  readonly host: string;
  /** Left out where it is tried again by itself. */
  readonly onRetry?: () => void;
}

/** In a page of the extension: what stands between, and the way to what helps. */
export function TroubleNote({ standing, host, onRetry }: Props) {
  const { words } = useSpeech();
  const { title, detail, help } = noteOf(standing, host, words);
  return (
    <ErrorNote title={title} detail={detail}>
      {help === "settings" && (
        <button type="button" class="button primary" onClick={() => void browser.runtime.openOptionsPage()}>
          {words.openSettings}
        </button>
      )}
      {help !== undefined && onRetry !== undefined && (
        <button type="button" class="button" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </ErrorNote>
  );
}
