import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Transport } from ".";
import type { News } from "./generated";

/** The program that this window belongs to. */
export const tauri: Transport = {
  call: (name, request) => invoke("call", { name, request }),
  send: (name, bytes, called) => invoke("send", bytes, { headers: { name, called: encodeURIComponent(called) } }),
  fileUrl: (id) => convertFileSrc(`file/${id}`, "media"),
  mediaUrl: (id, size) => convertFileSrc(`${id}/${size}`, "media"),
  listen(hear) {
    const stop = listen<News>("news", (event) => hear(event.payload));
    return () => void stop.then((unlisten) => unlisten());
  },
};
