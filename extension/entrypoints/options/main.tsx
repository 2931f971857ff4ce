import "../../components/tokens.css";
import "../../components/keys/keys.css";
import "../../views/options/options.css";
import { render } from "preact";
import { createSettingsState } from "../../state/createSettingsState.ts";
import { Options } from "../../views/options/Options.tsx";

const view = document.getElementById("view");
if (view !== null) render(<Options settings={await createSettingsState()} />, view);
