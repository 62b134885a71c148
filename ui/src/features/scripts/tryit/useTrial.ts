import { useEffect, useReducer, useRef, useState } from "react";

import { asApiError, call, type ApiError, type Messenger } from "../../../ipc";
import type { ScriptDraft, TryInput } from "../../../ipc";
import { begin, due, hears, moved, stepBack, told, unheard, type Trial } from "./trial";

/** What a script may know of the client and of the chat. */
export interface World {
  channel: Messenger;
  is_open: boolean;
  client_name: string;
}

/** How many things may happen by themselves in one move of the clock: a script may pause forever. */
const MOST = 100;

/** A trial of a draft. Inputs are told one after the other, each to the draft as it is then. */
export function useTrial(draft: ScriptDraft, world: World) {
  const [trial, setTrial] = useState<Trial>(() => begin(Date.now()));
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useReducer((_: boolean, next: boolean) => next, true);
  // What is told next goes on from what was answered last, drawn or not.
  const latest = useRef(trial);
  const now = useRef({ draft, world });
  useEffect(() => {
    now.current = { draft, world };
  });

  const set = (next: Trial) => {
    latest.current = next;
    setTrial(next);
  };
  const tell = async (input: TryInput) => {
    const before = latest.current;
    const { channel, is_open, client_name } = now.current.world;
    const facts = { channel, is_open, client_name: client_name.trim() === "" ? null : client_name.trim(), now: before.now, phone: null, page: null };
    const tried = await call("script_try", { draft: now.current.draft, state: before.turns.at(-1)?.tried.state ?? null, input, facts });
    // Somebody began anew meanwhile.
    if (latest.current === before) set(told(before, input, tried));
  };
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    void work()
      .catch((error: unknown) => setFailure(asApiError(error)))
      .finally(() => setBusy(false));
  };
  const restart = () => {
    set(begin(Date.now()));
    run(() => tell({ type: "start" }));
  };
  useEffect(restart, []);

  return {
    trial,
    failure,
    /** The script is being told something. */
    busy,
    due: due(trial),
    restart,
    /** The client or somebody else does something. */
    act: (input: TryInput) => {
      const isClients = input.type === "text" || input.type === "button" || input.type === "file";
      if (isClients && !hears(latest.current)) set(unheard(latest.current, input));
      else run(() => tell(input));
    },
    stepBack: () => {
      setFailure(null);
      set(stepBack(latest.current));
    },
    /** Moves the clock, and lets happen what is due until then. */
    wait: (until: number) =>
      run(async () => {
        for (let count = 0; count < MOST; count += 1) {
          const next = due(latest.current);
          if (next === null || next.at > until) break;
          set(moved(latest.current, next.at));
          await tell(next.input);
        }
        set(moved(latest.current, until));
      }),
  };
}
