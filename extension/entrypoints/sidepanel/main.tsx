import "../../components/tokens.css";
import "../../components/explanation/explanation.css";
import "../../components/keys/keys.css";
import "../../components/slots/slots.css";
import "../../components/visitor/events.css";
import "../../components/visitor/history.css";
import "../../components/visitor/scores.css";
import "../../views/sidepanel/rooms.css";
import "../../views/sidepanel/sidepanel.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { createPageClock } from "../../state/createPageClock.ts";
import { createPageState } from "../../state/createPageState.ts";
import { createPlacesState } from "../../state/createPlacesState.ts";
import { createPrivacyState } from "../../state/createPrivacyState.ts";
import { createRecordState } from "../../state/createRecordState.ts";
import { createSearchState } from "../../state/createSearchState.ts";
import { createSettingsState } from "../../state/createSettingsState.ts";
import { createTabState } from "../../state/createTabState.ts";
import { createVisitorState } from "../../state/createVisitorState.ts";
import { type PanelState, SidePanel } from "../../views/sidepanel/SidePanel.tsx";

const view = document.getElementById("view");
const [settings, tab, places] = await Promise.all([createSettingsState(), createTabState(), createPlacesState()]);
const state: PanelState = {
  ...{ settings, tab, places },
  search: createSearchState(),
  page: createPageState(),
  room: signal("visitor"),
  wish: signal(null),
  visitor: createVisitorState(),
  record: createRecordState(),
  privacy: createPrivacyState(),
  now: createPageClock(),
};
if (view !== null) render(<SidePanel state={state} />, view);
