import type { ComponentChildren } from "preact";
import { Icon } from "../../components/Icon.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Address } from "../../settings.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

/** Where `npm start` runs the demo. */
const DEMO: Address = { origin: "http://127.0.0.1:8787", site: "demo" };

interface Props {
  readonly settings: SettingsState;
  /** Fills the connection's form in, all but the token. */
  readonly onSuggest: (address: Address) => void;
}

/** Three steps from the installation to a visitor, each ticked once it is done. */
export function Guide({ settings, onSuggest }: Props) {
  const { guide } = pageWordsOf(useSpeech().language);
  const isConnected = settings.isConnected.value;
  const address = settings.address.value;
  // The overlay can be turned on only on a page that is open.
  const isOn = settings.sites.value.some(({ isInForce }) => isInForce);
  const isDone = isConnected && isOn;
  return (
    <section class="guide" aria-labelledby="guide-title">
      <h2 id="guide-title">{isDone ? guide.allDone : guide.title}</h2>
      <ol>
        <Step name={guide.connect} isDone={isConnected}>
          <p>{guide.connectAbout}</p>
          {/* A command is not broken over two lines. */}
          <p>{guide.demoAbout("npm\u00a0start", "marketer\u00a0token:")}</p>
          <p>
            <button type="button" class="button" onClick={() => onSuggest(DEMO)}>
              {guide.useDemo}
            </button>
          </p>
        </Step>
        <Step name={guide.openShop} isDone={isOn}>
          <p>
            {address?.site === DEMO.site && isConnected ? (
              <a href={`${address.origin}/demo/`} target="_blank" rel="noreferrer">
                {guide.openDemo}
              </a>
            ) : (
              guide.openShopAbout
            )}
          </p>
        </Step>
        <Step name={guide.press} isDone={isOn}>
          <p>{guide.pressAbout}</p>
        </Step>
      </ol>
      <div class="actions">
        <button type="button" class={isDone ? "button primary" : "button"} onClick={() => settings.showGuide(false)}>
          {guide.hide}
        </button>
      </div>
    </section>
  );
}

interface StepProps {
  readonly name: string;
  readonly isDone: boolean;
  /** How; not said of what is done. */
  readonly children: ComponentChildren;
}

function Step({ name, isDone, children }: StepProps) {
  const { guide } = pageWordsOf(useSpeech().language);
  return (
    <li class={isDone ? "done" : undefined}>
      <h3>
        {name}
        {isDone && (
          <span class="tick">
            <Icon name="holds" />
            <span class="hidden">{guide.done}</span>
          </span>
        )}
      </h3>
      {!isDone && children}
    </li>
  );
}
