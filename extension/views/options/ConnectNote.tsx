import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { ConnectTurn } from "../../state/createConnectState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

/** What came of connecting or testing. */
export function ConnectNote({ turn }: { readonly turn: ConnectTurn }) {
  return (
    <div class={turn.kind === "trouble" || turn.kind === "denied" ? "outcome wrong" : "outcome"} role="status">
      <Outcome turn={turn} />
    </div>
  );
}

function Outcome({ turn }: { readonly turn: ConnectTurn }) {
  const spoken = useSpeech();
  const { troubles } = spoken.words;
  const { options } = pageWordsOf(spoken.language);
  switch (turn.kind) {
    case "passed":
      return <p>{options.testPassed(spoken.count(turn.visitors, options.visitors))}</p>;
    case "disconnected":
      return <p>{options.disconnected}</p>;
    case "denied":
      return <p>{options.notGranted(turn.host)}</p>;
    case "trouble":
      // Here nobody is looked for: what is unknown is the site.
      if (turn.trouble === "unknown") return <p>{options.unknownSite(turn.site)}</p>;
      return <ErrorNote title={troubles[turn.trouble].title} detail={troubles[turn.trouble].detail(turn.host)} />;
    default:
      return null;
  }
}
