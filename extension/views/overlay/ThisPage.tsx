import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CompareSegments } from "../../components/slots/CompareSegments.tsx";
import { SlotEntry } from "../../components/slots/SlotEntry.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { FoundFrame } from "../../state/findFrames.ts";
import type { PageLook } from "./lookAtPage.ts";
import { type ToldShown, usePart } from "./usePart.ts";

interface Props {
  readonly page: PageLook;
  readonly shown: ToldShown;
  readonly now: ReadonlySignal<number>;
}

/** The page's slots, once asked for: what each shows and why, and what others would see. */
export function ThisPage(props: Props) {
  const { words } = useSpeech();
  const { toggle } = props.page;
  const isOpen = props.page.isOpen.value;
  const isTold = useComputed(() => props.shown.value.slots !== null).value;
  const section = useRef<HTMLElement>(null);
  // Else what was asked for would be below the card's edge, and nothing would seem to have happened.
  useEffect(() => {
    if (isOpen) section.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen, isTold]);
  return (
    <section ref={section} class="page">
      <h2>
        {words.slots.thisPage}
        <button type="button" class="plain" aria-pressed={isOpen} onClick={toggle}>
          {words.slots.showSlots}
        </button>
      </h2>
      {isOpen && <Slots {...props} />}
      {isOpen && <PickElement page={props.page} />}
    </section>
  );
}

/** The way to a selector for a slot that the page does not mark. */
function PickElement({ page: { picking: picked, pick } }: { readonly page: PageLook }) {
  const { slots } = useSpeech().words;
  const picking = picked.value;
  return (
    <>
      <button type="button" class="button" aria-pressed={picking === "now"} onClick={() => pick("now")} data-pick>
        {slots.pick}
      </button>
      <div role="status">
        {typeof picking === "object" &&
          (picking.selector === null ? (
            <p>{slots.noSelector}</p>
          ) : (
            <PickedSelector key={picking.selector} selector={picking.selector} />
          ))}
      </div>
    </>
  );
}

function PickedSelector({ selector }: { readonly selector: string }) {
  const { slots } = useSpeech().words;
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(selector);
    isCopied.value = true;
  };
  return (
    <>
      <p>
        {slots.picked}: <code>{selector}</code>{" "}
        <button type="button" class="plain" onClick={() => void copy().catch(() => undefined)}>
          {isCopied.value ? slots.copied : slots.copy}
        </button>
      </p>
      <p class="quiet">{slots.found}</p>
    </>
  );
}

function Slots({ page, shown, now }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const slots = usePart(shown, "slots");
  const facts = usePart(shown, "facts");
  const segment = useComputed(() => shown.value.visitor?.segment.key ?? "").value;
  const found = page.found.value;
  const frames = page.frames.value;
  if (slots === null) return <p class="quiet">{words.loading}</p>;
  const onPage = found.filter(({ key }) => slots.explained[key] !== undefined);
  const all = [...found, ...frames.flatMap((frame) => frame.slots)];
  const elsewhere = slots.places.filter(({ key }) => !all.some((one) => one.key === key)).length;
  return (
    <>
      {slots.trouble !== null && (
        <p class="quiet">{slots.trouble === "unreachable" ? words.slots.noAnswer : words.slots.noSuchAnswer}</p>
      )}
      {all.length === 0 && slots.trouble === null && <p class="quiet">{words.slots.noSlots}</p>}
      <ul class="slots">
        {found.map(({ key, elements }) => (
          <SlotEntry
            key={key}
            name={key}
            places={elements.length}
            isConfigured={slots.places.some((place) => place.key === key)}
            slot={slots.explained[key] ?? null}
            segment={segment}
            facts={facts}
            now={now}
            onGo={() => elements[0]?.scrollIntoView({ block: "center" })}
          />
        ))}
      </ul>
      {frames.length > 0 && <Frames frames={frames} />}
      {elsewhere > 0 && <p class="quiet">{spoken.count(elsewhere, words.slots.elsewhere)}</p>}
      {onPage.length > 0 && (
        <CompareSegments
          slots={onPage.flatMap(({ key }) => slots.explained[key] ?? [])}
          segment={segment}
          facts={facts}
        />
      )}
    </>
  );
}

/** What others show within the page: the side panel tells of each what it gives the visitor. */
function Frames({ frames }: { readonly frames: readonly FoundFrame[] }) {
  const spoken = useSpeech();
  const { slots: said } = spoken.words;
  return (
    <>
      <p class="quiet">{spoken.count(frames.length, said.frames)}</p>
      <ul class="slots">
        {frames.map(({ path, slots }, index) => (
          <li key={index}>
            <p class="slotname">
              {slots.map(({ key, elements }) => (
                <button
                  key={key}
                  type="button"
                  class="ask"
                  title={said.goTo(key)}
                  onClick={() => elements[0]?.scrollIntoView({ block: "center" })}
                >
                  {key}
                </button>
              ))}
              <small>{path}</small>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
