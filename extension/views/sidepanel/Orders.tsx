import type { ReadonlySignal } from "@preact/signals";
import { Age } from "../../components/Age.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import type { RecordState } from "../../state/createRecordState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

interface Props {
  readonly record: RecordState;
  readonly now: ReadonlySignal<number>;
}

/** What they bought, newest first, and what of it stands no more. */
export function Orders({ record, now }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { visitor: said } = pageWordsOf(spoken.language).panel;
  const { value, trouble } = record.orders.known.value;
  return (
    <section class="orders">
      <h2>{said.orders}</h2>
      {value === null && <p class="quiet">{trouble === null ? words.loading : words.troubles[trouble].title}</p>}
      {value?.orders.length === 0 && <p class="quiet">{said.noOrders}</p>}
      {value !== null && value.orders.length > 0 && (
        <ul>
          {value.orders.map((order) => (
            <OrderLine key={order.id} order={order} currency={value.currency} now={now} />
          ))}
        </ul>
      )}
      {value?.cursor != null && <p class="quiet">{said.olderOrders}</p>}
    </section>
  );
}

type Order = Value<"orders">["orders"][number];

function OrderLine({
  order,
  currency,
  now,
}: { readonly order: Order; readonly currency: string } & Pick<Props, "now">) {
  const spoken = useSpeech();
  const { visitor: said } = pageWordsOf(spoken.language).panel;
  const notes = [
    order.cancelled ? said.cancelled : null,
    order.refunded > 0 ? said.refunded(spoken.money(order.refunded, order.currency)) : null,
    order.unconverted ? said.unconverted(order.currency) : null,
    !order.cancelled && order.currency !== currency && !order.unconverted
      ? spoken.money(order.amount, order.currency)
      : null,
  ].filter((note) => note !== null);
  return (
    <li class={order.stands ? "" : "fallen"}>
      <details>
        <summary>
          <Age at={order.at} now={now} />
          <span class="what">
            {order.id}
            {notes.length > 0 && <span class="quiet"> {notes.join(" · ")}</span>}
          </span>
          <strong>{spoken.money(order.value, currency)}</strong>
        </summary>
        <p class="quiet">{spoken.instant(order.at)}</p>
        {order.products.length > 0 && (
          <ul class="products">
            {order.products.map((line, index) => (
              <li key={index}>
                {spoken.number(line.quantity)} × {line.id ?? spoken.words.none}
                {line.category !== null && <span class="quiet"> {line.category}</span>}
                {line.price !== null && <span class="price">{spoken.money(line.price, order.currency)}</span>}
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}
