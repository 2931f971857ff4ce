import * as v from "valibot";
import { FirstIdSchema } from "./backup.ts";
import { call } from "./call.ts";

const CountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const BackupIdSchema = v.pipe(v.string(), v.uuid());

/** How far a restoration has come. */
export const RestorationSchema = v.object({
  backup: v.string(),
  /** Lines of the file that have been taken. */
  lines: v.number(),
  /** Whether the site is open: all lines have been taken. */
  isOpen: v.boolean(),
  /** Lines of the file whose visitors live again. */
  woken: v.number(),
});
export type Restoration = v.InferOutput<typeof RestorationSchema>;

/** What became of visitors. */
export const RestoredSchema = v.object({
  restored: v.number(),
  /** Somebody with a life of their own is there: it stays as it is. */
  kept: v.number(),
  /** Erased since the backup was made: they stay so. */
  erased: v.number(),
});

/**
 * The operator's calls that make a site of a backup: first every line, then the site is opened, then its visitors live again. Each may be
 * repeated, and is: whatever broke off goes on where it stopped.
 */
export const restoreCalls = {
  state: call({
    method: "GET",
    path: "/v1/restores/:key",
    summary: "Says how far the restoration of a site has come.",
    access: "root",
    answer: RestorationSchema,
  }),
  lines: call({
    method: "POST",
    path: "/v1/restores/:key/lines",
    summary:
      "Takes lines of a backup, in their order, into a site that is not open; into the very site that it was made of, what has been lost there. At most 4 MB.",
    access: "root",
    body: v.strictObject({
      /** The number of the first of these lines, from 0. */
      from: CountSchema,
      /** The file's first line, whichever lines these are. */
      head: v.string(),
      lines: v.array(v.string()),
    }),
    hasLargeBody: true,
    answer: RestoredSchema,
  }),
  open: call({
    method: "POST",
    path: "/v1/restores/:key/open",
    summary:
      "Opens the site once all lines have been taken; new secrets are in this answer only, and null where it had been open.",
    access: "root",
    body: v.strictObject({ backup: BackupIdSchema }),
    answer: v.object({
      key: v.string(),
      version: v.number(),
      secrets: v.nullable(v.object({ writeKey: v.string(), serverKey: v.string(), token: v.string() })),
    }),
  }),
  wake: call({
    method: "POST",
    path: "/v1/restores/:key/wake",
    summary: "Lets restored visitors live again: their alarms are set, and lists and figures know them.",
    access: "root",
    body: v.strictObject({
      backup: BackupIdSchema,
      /** Up to which line these are all the visitors. */
      through: CountSchema,
      visitors: v.pipe(v.array(FirstIdSchema), v.maxLength(500)),
    }),
    answer: v.object({ visitors: v.number() }),
  }),
};
