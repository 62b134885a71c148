/** Goes to another block from within the fields of one. */
import { createContext, useContext } from "react";

import type { BlockId } from "../../../../ipc";

const Context = createContext<(block: BlockId) => void>(() => undefined);
export const GoProvider = Context.Provider;
export const useGo = () => useContext(Context);
