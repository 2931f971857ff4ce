import "../../components/tokens.css";
import "../../components/charts/charts.css";
import "../../components/rules/rules.css";
import "../../views/scoring/scoring.css";
import "../../views/scoring/cuts.css";
import "../../views/scoring/stages.css";
import { render } from "preact";
import { createScoringState } from "../../state/createScoringState.ts";
import { createSettingsState } from "../../state/createSettingsState.ts";
import { Scoring } from "../../views/scoring/Scoring.tsx";

const view = document.getElementById("view");
const settings = await createSettingsState();
if (view !== null) render(<Scoring settings={settings} state={createScoringState()} />, view);
