import { useSignal } from "@preact/signals";
import { useSpeech } from "../../components/speech.ts";
import type { Address } from "../../settings.ts";
import { siteOfToken } from "../../state/connectForm.ts";
import type { ConnectState } from "../../state/createConnectState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Field } from "./Field.tsx";

interface Props {
  /** What was connected before. */
  readonly address: Address | null;
  readonly connect: ConnectState;
  readonly canCancel: boolean;
  readonly onDone: () => void;
}

/** Firefox lets content scripts read what outlives the session: there the token must not. */
const CAN_LAST = import.meta.env.BROWSER !== "firefox";

/** Address, site and token. */
export function ConnectForm({ address, connect, canCancel, onDone }: Props) {
  const { options } = pageWordsOf(useSpeech().language);
  const form = {
    address: useSignal(address?.origin ?? ""),
    site: useSignal(address?.site ?? ""),
    token: useSignal(""),
  };
  const isLasting = useSignal(false);
  const isSeen = useSignal(false);
  const turn = connect.turn.value;
  const isBusy = turn.kind === "connecting";
  const faultOf = (field: string) =>
    turn.kind === "fault" && turn.fault.field === field ? options[turn.fault.says] : undefined;
  const submit = async (event: Event) => {
    event.preventDefault();
    const typed = { address: form.address.value, site: form.site.value, token: form.token.value };
    await connect.connect(typed, isLasting.value);
    if (connect.turn.value.kind === "passed") onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p class="quiet">{options.connectionAbout}</p>
      <Field
        id="address"
        label={options.address}
        hint={options.addressHint}
        value={form.address}
        fault={faultOf("address")}
      />
      <Field
        id="token"
        label={options.token}
        hint={options.tokenHint}
        value={form.token}
        fault={faultOf("token")}
        isSecret={!isSeen.value}
        onType={() => {
          form.site.value ||= siteOfToken(form.token.value);
        }}
      >
        <button
          type="button"
          class="button"
          aria-pressed={isSeen.value}
          onClick={() => {
            isSeen.value = !isSeen.value;
          }}
        >
          {isSeen.value ? options.hideToken : options.showToken}
        </button>
      </Field>
      <Field id="site" label={options.site} hint={options.siteHint} value={form.site} fault={faultOf("site")} />
      {CAN_LAST && (
        <label class="check">
          <input
            type="checkbox"
            checked={isLasting.value}
            onChange={(event) => {
              isLasting.value = event.currentTarget.checked;
            }}
          />
          {options.remember}
        </label>
      )}
      <div class="actions">
        <button type="submit" class="button primary" disabled={isBusy}>
          {isBusy ? options.connecting : options.connect}
        </button>
        {canCancel && (
          <button type="button" class="button" onClick={onDone}>
            {options.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
