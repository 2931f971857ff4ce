import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSpeech } from "../speech.ts";
import { csvOf, type Sheet } from "./csv.ts";
import { pngOf } from "./pngOf.ts";
import { type Format, SheetTable } from "./SheetTable.tsx";
import { saveFile } from "./saveFile.ts";

interface Props {
  /** What is shown, for those who hear it and as the files' name. */
  readonly name: string;
  readonly sheet: Sheet;
  readonly formats: readonly Format[];
  readonly currency: string | null;
  /** The drawing; left out where the table is all there is. */
  readonly children?: ComponentChildren;
}

/** A drawing with its twin as a table, to be saved as CSV and as a picture. */
export function ChartFrame({ name, sheet, formats, currency, children }: Props) {
  const { language } = useSpeech();
  const { dashboard } = pageWordsOf(language);
  const [isTable, setTable] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const hasDrawing = children !== undefined;
  const fileName = (ending: string) => `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.${ending}`;
  const saveCsv = () => {
    // The mark by which a spreadsheet knows that it is UTF-8.
    saveFile(fileName("csv"), new Blob([`\uFEFF${csvOf(sheet)}`], { type: "text/csv;charset=utf-8" }));
  };
  const savePng = () => {
    const drawing = room.current?.querySelector("svg");
    if (drawing) void pngOf(drawing).then((picture) => saveFile(fileName("png"), picture));
  };
  return (
    <div class="chart">
      <div ref={room}>
        {hasDrawing && !isTable ? (
          children
        ) : (
          <SheetTable
            label={`${name} (${dashboard.asTable})`}
            sheet={sheet}
            formats={formats}
            currency={currency}
            say={(left) => dashboard.more(left)}
          />
        )}
      </div>
      <div class="tools">
        {hasDrawing && (
          <button
            type="button"
            class="tool"
            aria-label={dashboard.showAs(name, isTable ? dashboard.asChart : dashboard.asTable)}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? dashboard.asChart : dashboard.asTable}
          </button>
        )}
        <button type="button" class="tool" aria-label={dashboard.saveAs(name, dashboard.csv)} onClick={saveCsv}>
          {dashboard.csv}
        </button>
        {hasDrawing && !isTable && (
          <button type="button" class="tool" aria-label={dashboard.saveAs(name, dashboard.png)} onClick={savePng}>
            {dashboard.png}
          </button>
        )}
      </div>
    </div>
  );
}
