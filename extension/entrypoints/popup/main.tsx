import "../../components/tokens.css";
import "../../views/popup/popup.css";
import { render } from "preact";
import { createPopupState } from "../../state/createPopupState.ts";
import { createSettingsState } from "../../state/createSettingsState.ts";
import { Popup } from "../../views/popup/Popup.tsx";

const view = document.getElementById("view");
const settings = await createSettingsState();
if (view !== null) render(<Popup settings={settings} page={await createPopupState()} />, view);
