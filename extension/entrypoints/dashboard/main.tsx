import "../../components/tokens.css";
import "../../components/charts/charts.css";
import "../../components/keys/keys.css";
import "../../views/dashboard/dashboard.css";
import "../../views/dashboard/answers.css";
import { render } from "preact";
import { createDashboardState } from "../../state/createDashboardState.ts";
import { createPageClock } from "../../state/createPageClock.ts";
import { createSettingsState } from "../../state/createSettingsState.ts";
import { Dashboard } from "../../views/dashboard/Dashboard.tsx";

const view = document.getElementById("view");
const settings = await createSettingsState();
if (view !== null)
  render(<Dashboard settings={settings} state={createDashboardState()} now={createPageClock()} />, view);
