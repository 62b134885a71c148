import { useQuery, useQueryClient } from "@tanstack/react-query";

import { call } from "../../ipc";
import { BlockWordsProvider, useMakeBlockWords } from "./editor/words";
import { PANES, type ScriptEditorProps } from "./contract";

/** Stands in the place of the canvas until that is there. */
export function ScriptEditor({ id, pane, onPane, panes }: ScriptEditorProps) {
  const client = useQueryClient();
  const words = useMakeBlockWords();
  const { data } = useQuery({ queryKey: ["script", id], queryFn: () => call("script_open", { id }) });
  const Beside = pane === null ? null : panes[pane];
  return (
    <BlockWordsProvider value={words}>
    <div className="flex min-h-0 flex-1">
      <div className="flex-1">
        <h1>{data?.draft.name}</h1>
        {PANES.map((name) => (
          <button key={name} type="button" onClick={() => onPane(name)}>
            {name}
          </button>
        ))}
      </div>
      {data && Beside && (
        <div className="flex w-card flex-col border-l border-line">
          <Beside
            script={id}
            draft={data.draft}
            builtin={data.builtin}
            published={data.published}
            revision={data.revision}
            light={() => undefined}
            select={() => undefined}
            replace={(opened) => client.setQueryData(["script", id], opened)}
            close={() => onPane(null)}
          />
        </div>
      )}
    </div>
    </BlockWordsProvider>
  );
}
