type Method = "track" | "identify" | "reset" | "decide" | "consent" | "on";

interface Queue {
  push(command: [Method, ...unknown[]]): unknown;
}

const queue = (): Queue => {
  const page = window as { rfedge?: Queue };
  page.rfedge ??= [];
  return page.rfedge;
};

/** Calls the tag, now or once it has loaded. Where it is blocked, the shop goes on without it. */
export const tell = (method: Method, ...args: readonly unknown[]): void => {
  queue().push([method, ...args]);
};

export const track = (event: string, properties: object): void => tell("track", event, properties);

const PATIENCE_MS = 3000;

/** Once the tag has loaded; fails where it is blocked. */
export const tagReady = (): Promise<void> =>
  new Promise((done, fail) => {
    setTimeout(() => fail(new Error("the tag did not load")), PATIENCE_MS);
    tell("on", "ready", () => done());
  });

/** The visitor’s id as the tag has written it; none where it may not. */
export const visitorId = (): string | undefined => /(?:^|; )rfedge_id=([\w-]{36})/.exec(document.cookie)?.[1];

/** The key of the element that loads the tag. */
export const writeKey = (): string | undefined =>
  document.querySelector<HTMLElement>("script[data-write-key]")?.dataset["writeKey"];

/** Whether this browser is not to be recorded: it was refused here, or the browser says so to every site and nothing was granted. */
export const isRefused = (): boolean => {
  const choice = /(?:^|; )rfedge_consent=(?:[^;]*\.)?analytics:([01])/.exec(document.cookie)?.[1];
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean };
  return choice === undefined ? globalPrivacyControl === true : choice === "0";
};
