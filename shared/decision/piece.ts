import * as v from "valibot";
import { KeySchema } from "../segments/key.ts";
import { contentEntries, writtenFaults } from "./content.ts";
import { faultsAt } from "./faultsAt.ts";

/** A piece of the library: content that snippets of any slot may show, each under its own rule. */
export const PieceSchema = v.pipe(
  v.strictObject({ key: KeySchema, ...contentEntries }),
  v.rawCheck(faultsAt((piece) => writtenFaults(piece, ["content", "image"]))),
);
export type Piece = v.InferOutput<typeof PieceSchema>;
