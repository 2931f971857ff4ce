import { useContext, useRef } from "preact/hooks";
import { FaultsAt, ReadOnly, useEditorWords } from "./Field.tsx";

/** The traits that are offered; any other is written as HTML. */
export const FIELDS = ["firstName", "lastName", "name", "city", "company"] as const;

interface Props {
  readonly text: string;
  readonly isHtml: boolean;
  readonly hasFields: boolean;
  readonly path: string;
  readonly onText: (text: string) => void;
}

/** Content as it is written, with buttons that put marks around what is chosen and fields where the cursor is. */
export function Markup({ text, isHtml, hasFields, path, onText }: Props) {
  const said = useEditorWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const isReadOnly = useContext(ReadOnly);
  const put = (before: string, after = "", otherwise = "") => {
    const field = area.current;
    if (field === null) return;
    const { selectionStart: from, selectionEnd: to } = field;
    const chosen = text.slice(from, to) || otherwise;
    onText(`${text.slice(0, from)}${before}${chosen}${after}${text.slice(to)}`);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(from + before.length, from + before.length + chosen.length);
    });
  };
  const marks = [
    [said.bold, "<strong>", "</strong>"],
    [said.italic, "<em>", "</em>"],
    [said.heading, "<h2>", "</h2>"],
    [said.list, "<ul>\n  <li>", "</li>\n</ul>"],
    [said.link, '<a href="/">', "</a>"],
  ] as const;
  return (
    <div class="markup">
      {!isReadOnly && (
        <div class="tools" role="toolbar" aria-label={said.content}>
          {isHtml &&
            marks.map(([label, before, after]) => (
              <button key={label} type="button" class="button" onClick={() => put(before, after, label)}>
                {label}
              </button>
            ))}
          {hasFields && (
            <select
              aria-label={said.insertField}
              value=""
              onChange={({ currentTarget }) => {
                if (currentTarget.value !== "") put(`{{ traits.${currentTarget.value} | default: "" }}`);
                currentTarget.value = "";
              }}
            >
              <option value="">{said.insertField}</option>
              {FIELDS.map((field) => (
                <option key={field} value={field}>
                  {said.field[field]}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
      <textarea
        ref={area}
        rows={8}
        aria-label={said.content}
        value={text}
        readOnly={isReadOnly}
        spellcheck={!isHtml}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <FaultsAt path={path} />
    </div>
  );
}
