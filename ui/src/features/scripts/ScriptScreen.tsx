import { getRouteApi } from "@tanstack/react-router";

import { PANES, type Pane, type Panes } from "./contract";
import { ScriptEditor } from "./editor/ScriptEditor";
import { HistoryPane } from "./history/HistoryPane";
import { RehearsePane } from "./rehearse/RehearsePane";
import { TryPane } from "./tryit/TryPane";

const route = getRouteApi("/scripts/$id");

/** What may stand beside the canvas. */
const panes: Panes = { try: TryPane, rehearse: RehearsePane, history: HistoryPane };

/** The pane that an address opens beside the canvas. */
export function paneIn({ pane }: Record<string, unknown>): { pane?: Pane } {
  const known = PANES.find((name) => name === pane);
  return known === undefined ? {} : { pane: known };
}

/** One script on its canvas, with one pane beside it. */
export function ScriptScreen() {
  const { id } = route.useParams();
  const { pane = null } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ScriptEditor
      key={id}
      id={id}
      pane={pane}
      onPane={(next) => void navigate({ to: "/scripts/$id", params: { id }, search: next === null ? {} : { pane: next }, replace: true })}
      onOpen={(script) => void (script === null ? navigate({ to: "/scripts" }) : navigate({ to: "/scripts/$id", params: { id: script } }))}
      panes={panes}
    />
  );
}
