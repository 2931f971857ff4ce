import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSpeech } from "../../components/speech.ts";
import type { Address } from "../../settings.ts";
import type { ConnectState } from "../../state/createConnectState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { ConnectForm } from "./ConnectForm.tsx";
import { ConnectNote } from "./ConnectNote.tsx";

interface Props {
  readonly settings: SettingsState;
  readonly connect: ConnectState;
  /** What the guide fills in. */
  readonly suggested: Address | null;
}

/** The connection: a form until there is one, then what it is and how to try or end it. */
export function Connection({ settings, connect, suggested }: Props) {
  const { options } = pageWordsOf(useSpeech().language);
  const isChanging = useSignal(false);
  const isConnected = settings.isConnected.value;
  const address = settings.address.value;
  useEffect(() => {
    if (suggested !== null && isConnected) isChanging.value = true;
    // What is filled in lacks the token alone.
    if (suggested !== null) requestAnimationFrame(() => document.getElementById("token")?.focus());
  }, [suggested]);
  return (
    <section>
      <h2>{options.connection}</h2>
      {isConnected && !isChanging.value && address !== null ? (
        <Connected
          host={new URL(address.origin).host}
          site={address.site}
          connect={connect}
          onChange={() => {
            isChanging.value = true;
          }}
        />
      ) : (
        <ConnectForm
          key={suggested === null ? "own" : suggested.origin}
          address={suggested ?? address}
          connect={connect}
          onDone={() => {
            isChanging.value = false;
          }}
          canCancel={isConnected}
        />
      )}
      <ConnectNote turn={connect.turn.value} />
    </section>
  );
}

interface ConnectedProps {
  readonly host: string;
  readonly site: string;
  readonly connect: ConnectState;
  readonly onChange: () => void;
}

function Connected({ host, site, connect, onChange }: ConnectedProps) {
  const { options } = pageWordsOf(useSpeech().language);
  const isTesting = connect.turn.value.kind === "testing";
  return (
    <>
      <dl>
        <dt>{options.address}</dt>
        <dd>{host}</dd>
        <dt>{options.site}</dt>
        <dd>{site}</dd>
      </dl>
      <div class="actions">
        <button type="button" class="button" disabled={isTesting} onClick={() => void connect.test()}>
          {isTesting ? options.testing : options.test}
        </button>
        <button type="button" class="button" onClick={onChange}>
          {options.change}
        </button>
        <button type="button" class="button" onClick={() => void connect.disconnect()}>
          {options.disconnect}
        </button>
      </div>
    </>
  );
}
