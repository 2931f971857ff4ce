import "../../components/tokens.css";
import "../../views/audit/audit.css";
import { render } from "preact";
import { createAuditState } from "../../state/createAuditState.ts";
import { createSettingsState } from "../../state/createSettingsState.ts";
import { createSightingsState } from "../../state/createSightingsState.ts";
import { Audit } from "../../views/audit/Audit.tsx";

const view = document.getElementById("view");
const settings = await createSettingsState();
if (view !== null)
  render(<Audit settings={settings} state={createAuditState()} sightings={createSightingsState()} />, view);
