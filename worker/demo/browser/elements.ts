/** The first element of a selector. */
export const find = <Found extends HTMLElement = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): Found | null => within.querySelector<Found>(selector);

export const findAll = <Found extends HTMLElement = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): readonly Found[] => [...within.querySelectorAll<Found>(selector)];

export const show = (selector: string, isShown: boolean, within: ParentNode = document): void => {
  for (const element of findAll(selector, within)) element.hidden = !isShown;
};

export const say = (selector: string, text: string, within: ParentNode = document): void => {
  for (const element of findAll(selector, within)) element.textContent = text;
};

/** A copy of what a template holds; its first element. */
export function copyOf(selector: string): HTMLElement | null {
  const template = document.querySelector<HTMLTemplateElement>(selector);
  const copy = template?.content.firstElementChild?.cloneNode(true);
  return copy instanceof HTMLElement ? copy : null;
}

/** Runs on submit instead of the browser’s own sending, and lets the button be pressed from now on. */
export function onSubmit(form: HTMLFormElement, run: (fields: Readonly<Record<string, string>>) => void): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const entries = [...new FormData(form)].map(([key, value]) => [key, typeof value === "string" ? value.trim() : ""]);
    run(Object.fromEntries(entries));
  });
  for (const button of form.querySelectorAll("button")) button.disabled = false;
}
