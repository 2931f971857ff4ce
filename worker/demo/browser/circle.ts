import type { Plan } from "../plans.ts";
import { find, findAll, onSubmit, say, show } from "./elements.ts";
import { chosenPlan, subscriptionProperties } from "./membership.ts";
import { keepPlan, readPlan } from "./memory.ts";
import { spoken } from "./speech.ts";
import { tell, track } from "./tag.ts";

/** Shows a member what is a member’s, and to others how to become one. */
export function showMembership(): void {
  const isMember = readPlan() !== undefined;
  show("[data-circle-member]", isMember);
  show("[data-circle-join]", !isMember);
}

/** Ends a membership where its form is sent: at once, and known to the checkout at once. */
export function watchEnding(): void {
  for (const form of findAll<HTMLFormElement>("[data-circle-end]"))
    onSubmit(form, () => {
      const plan = readPlan();
      if (!plan) return;
      track("Subscription Ended", subscriptionProperties(plan));
      become(null);
      say("[data-circle-status]", spoken.circleEnded);
      find("h1")?.focus();
    });
}

export function startCircle(): void {
  showMembership();
  watchEnding();
  const form = find<HTMLFormElement>("[data-circle-join]");
  if (!form) return;
  onSubmit(form, (fields) => {
    const plan = chosenPlan(fields["plan"]);
    track("Subscription Started", subscriptionProperties(plan));
    become(plan);
    say("[data-circle-status]", spoken.circleJoined);
    find("[data-circle-head]")?.focus();
  });
}

/** The trait is what snippets ask for; a trait of somebody who has not signed in is their browser’s. */
function become(plan: Plan | null): void {
  keepPlan(plan);
  tell("identify", undefined, { circleMember: plan !== null });
  showMembership();
}
