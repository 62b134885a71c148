import "./app/theme.css";
import "./i18n";

import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { queryClient } from "./app/queryClient";
import { windowRouter } from "./app/router";
import { setTransport } from "./ipc";

// Under the dev server alone there is no program to talk to; a made-up one stands in.
if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
  const { fakeFromStorage } = await import("./ipc/fake");
  setTransport(fakeFromStorage());
}

const client = queryClient();
const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no #root");
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={windowRouter(client)} />
    </QueryClientProvider>
  </StrictMode>,
);
