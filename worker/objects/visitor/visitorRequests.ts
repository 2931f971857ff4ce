import type { Message } from "#shared/events/event";
import type { VisitorRow } from "#shared/figures/row";
import type { Erasure } from "#shared/privacy/erasure";
import type { Visitor } from "#shared/visitor/visitor";
import type { DraftModel } from "./draftModel.ts";
import type { Known } from "./visitorAnswers.ts";
import type { Apart, Joint, LinkedBy, PartSeed, StoredMessage } from "./visitorLog.ts";

/** What is asked of a visitor at an instant. */
export interface ReadRequest {
  readonly site: string;
  /** The configuration the caller knows: the object must not decide with an older one. */
  readonly version: number;
  readonly now: number;
}

/** A visitor who was restored: their row, where the directory is to know of them, and the user ids that are theirs. */
export interface Woken {
  readonly row: VisitorRow | null;
  readonly userIds: readonly string[];
}

/** A visitor who was linked away, and by which of their links. */
export interface Via {
  readonly id: string;
  readonly link: number;
  readonly by: LinkedBy;
  readonly at: number;
  readonly bornAt: number;
}

/** Whom to ask instead; `absorbed`: that one has all that was here. */
export interface ForwardAnswer {
  readonly kind: "forward";
  readonly to: string;
  readonly absorbed: boolean;
  /** The link that leads there; left out where it leads back to somebody who is no longer a part. */
  readonly via?: Via;
}

/** Nothing known (or another site's), linked away, or the answer. */
export type ReadAnswer<T> =
  | { readonly kind: "unknown" }
  | ForwardAnswer
  | { readonly kind: "found"; readonly found: T };

/** What a decision has to know of someone. */
export interface KnownRequest extends ReadRequest {
  readonly facts: readonly string[];
  /** The slot of which it is asked what was last served. */
  readonly servedIn?: string;
  /** The anonymous id by which they are asked for. */
  readonly anonymousId?: string | null;
  /** The user id that the request itself proves. */
  readonly provenId?: string | null;
  /** Up to which instant it is to be foreseen that nothing differs; left out: not at all. */
  readonly steadyTo?: number | undefined;
  /** Somebody else looks; left out: it is for the visitor themself. */
  readonly preview?: Preview;
}

/** What a marketer is to see as a visitor: at the very instant, past or to come. */
export interface Preview {
  /** Null: by what is published. */
  readonly draft: DraftModel | null;
  /** As if they were in this segment; null: in their own. */
  readonly segment: string | null;
  /** Personal traits may be shown, where the visitor is somebody who can prove who they are. */
  readonly isPersonal: boolean;
}

/** Slots of a page view that must be recorded, to be decided while it is stored. */
export interface Serve {
  readonly slots: readonly string[];
  /** The page's facts that their rules ask for. */
  readonly page: Readonly<Record<string, unknown>>;
}

/** Messages of one person, and what is to be known once they are stored. */
export interface RecordRequest extends ReadRequest {
  readonly anonymousId: string | null;
  readonly userId: string | null;
  /** The identity object has named this visitor the holder of `userId`. */
  readonly isHolder?: boolean;
  /** `userId` takes the place of the visitor's present one (`alias`). */
  readonly renames?: boolean;
  /** A user id that was said and is not to be taken: for a while it is not asked about again. */
  readonly refused?: string;
  /** The site vouches for `userId`, by its server key or an identity token. */
  readonly isProven?: boolean;
  /** Who forwarded this, the first asked first. */
  readonly via?: readonly Via[];
  readonly messages: readonly Message[];
  readonly imported?: boolean | undefined;
  /** Facts wanted in the answer; left out: none, and no answer of what is known. */
  readonly facts?: readonly string[] | undefined;
  /** Of the first message, a page view; left out: nothing that it is answered with must be recorded. */
  readonly serve?: Serve | undefined;
  readonly steadyTo?: number | undefined;
}

/** How recording ended. `erased`: these messages were erased before; whatever is left of the request may be asked again. A visitor who was linked away names the one to ask; a user id not yet judged is for the identity object. */
export type RecordAnswer =
  | {
      readonly kind: "recorded";
      readonly id: string;
      readonly accepted: number;
      readonly known: Known | null;
      readonly row: VisitorRow | null;
    }
  | ForwardAnswer
  | { readonly kind: "claim"; readonly id: string }
  | {
      readonly kind: "erased";
      readonly id: string;
      readonly messageIds: readonly string[];
      readonly known: Known | null;
    }
  | { readonly kind: "another" };

/** Who a visitor is made of. */
export interface Membership {
  readonly id: string;
  readonly userIds: readonly string[];
  readonly anonymousIds: readonly string[];
  /** What came under the visitor's own id alone. */
  readonly own: Pick<Visitor, "anonymousIds" | "userId">;
  readonly parts: readonly PartSeed[];
  /** Visitors who were taken apart from this one. */
  readonly apart: readonly string[];
  readonly bornAt: number;
}

/** A link to be made: this visitor becomes part of `to`. */
export interface LinkRequest extends ReadRequest {
  readonly to: Membership;
  readonly by: LinkedBy;
  /** The user id that makes the link, where the holder is only about to take it. */
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly maxLinksPerHour: number;
}

/** `same`: they were one before. `another`: two user ids. `apart`: a marketer parted them. `limit`: too many links an hour. `busy`: again later. */
export type LinkAnswer =
  | { readonly kind: "linked" | "same" | "another" | "apart" | "limit" | "busy" | "unknown" }
  | ForwardAnswer;

/** A part's messages for the holder. */
export interface AbsorbRequest extends ReadRequest {
  /** The visitor who joins, and all who are linked to it. */
  readonly joins: readonly Joint[];
  /** The user ids among them. */
  readonly userIds: readonly string[];
  readonly apart: readonly Apart[];
  readonly part: string;
  readonly who: Omit<Visitor, "moments">;
  readonly messages: readonly StoredMessage[];
}

/** `erased`: whoever holds the person was erased after the link was made. */
export type AbsorbAnswer = ReadAnswer<null> | { readonly kind: "another" | "apart" | "erased" };

/** Asks a holder to let a part go, and for what came under it. */
export interface GiveUpRequest extends ReadRequest {
  readonly id: string;
  readonly link: number;
  /** Messages of log entries after this one: what is large comes in several answers. */
  readonly after: number;
}

/** Says that a person has ended. */
export interface EndRequest extends ReadRequest {
  /** The visitor who held the person, and all who were part of it. */
  readonly members: readonly string[];
  /** What is to be remembered; left out: the end was by retention. */
  readonly erased?: readonly Erasure[];
}

/** Asks for the erasure of a person. */
export interface EraseRequest extends ReadRequest {
  /** Of the erasure that is to be made; null: none, only the last is asked about. */
  readonly salt: string | null;
  /** How whoever asked was found to be; where they are otherwise by now nobody is erased. Left out: whoever it is. */
  readonly only?: Standing;
}

/** `holder`: part of nobody. `anonymous`: with no user id either. `apart`: nobody is part of them. */
export type Standing = "holder" | "anonymous" | "apart";

/** Asks for all that is stored. */
export interface HoldingsRequest extends ReadRequest {
  /** Log entries after this one: what is large comes in several answers. */
  readonly after: number;
}

/** An erasure that is decided, and whether all others have been told. */
export interface Erased {
  readonly erasure: Erasure;
  readonly isComplete: boolean;
}

export interface PartMessages {
  readonly part: string;
  readonly messages: readonly StoredMessage[];
}

export interface GivenUp {
  readonly parts: readonly PartSeed[];
  readonly messages: readonly PartMessages[];
  /** Where to go on; null: that was all. */
  readonly next: number | null;
  /** Who answers, and the user ids that are still theirs. */
  readonly from: string;
  readonly userIds: readonly string[];
}
