import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { type FlagValue, OpenFeature, ProviderEvents, type ResolutionDetails } from "@openfeature/web-sdk";

// A page as a developer with OpenFeature writes it: what it is told stands in its address, what it reads in its elements.

const told = new URLSearchParams(location.search);
const client = OpenFeature.getClient();
const context = { targetingKey: told.get("visitor") ?? "", url: location.href };

function show(details: ResolutionDetails<FlagValue> & { flagKey: string }): void {
  const element = document.createElement("output");
  const { flagKey, value, reason, variant, errorCode, flagMetadata } = details;
  element.id = flagKey;
  element.textContent = JSON.stringify({ value, reason, variant, errorCode, segment: flagMetadata?.["segment"] });
  document.getElementById(flagKey)?.remove();
  document.body.append(element);
}

function showAll(): void {
  for (const flag of ["hero", "text", "sale", "held", "made-up"]) show(client.getStringDetails(flag, "own"));
  show(client.getObjectDetails("object", {}));
  show(client.getBooleanDetails("yes", false));
  show(client.getNumberDetails("number", 0));
}

client.addHandler(ProviderEvents.ConfigurationChanged, showAll);
await OpenFeature.setContext(context);
const provider = Object.assign(
  new OFREPWebProvider({
    baseUrl: told.get("edge") ?? "",
    headers: [["authorization", `Bearer ${told.get("key")}`]],
  }),
  // Its types let them be undefined, which those of the SDK do not.
  { hooks: [] },
);
await OpenFeature.setProviderAndWait(provider).catch((error: unknown) => {
  document.body.dataset["fault"] = String(error);
});
showAll();
document.body.dataset["shown"] = "true";
