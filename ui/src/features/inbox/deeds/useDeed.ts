/** Does something to a dialog, and says why when it cannot be done. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { asApiError } from "../../../ipc";
import { useErrorWords } from "../../../shared/errors";
import { note } from "../../../shared/toasts";

interface Deed {
  /** Whether it is being done; the same is not begun twice. */
  busy: boolean;
  /** Resolves to whether it was done. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useDeed(dialog: string): Deed {
  const client = useQueryClient();
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  return {
    busy,
    async run(act) {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      try {
        await act();
        return true;
      } catch (error) {
        const { what, todo } = words(asApiError(error));
        note(`${what} ${todo}`);
        return false;
      } finally {
        running.current = false;
        setBusy(false);
        // Done or not: it stands otherwise than it was shown.
        void client.invalidateQueries({ queryKey: ["card", dialog] });
        void client.invalidateQueries({ queryKey: ["thread", dialog] });
        void client.invalidateQueries({ queryKey: ["inbox"] });
      }
    },
  };
}
