/** The whole window over a made-up program, for tests. */
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";

import { queryClient } from "../app/queryClient";
import { windowRouter } from "../app/router";
import { setTransport } from "../ipc";
import { Fake, type Scene } from "../ipc/fake";

export const NOW = Date.UTC(2026, 10, 22, 13, 32);

/** Opens the window at an address. */
export function openWindow(path: string, scene: Scene = {}) {
  const fake = new Fake({ now: NOW, ...scene });
  setTransport(fake);
  const client = queryClient();
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = windowRouter(client, history);
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  /** The requests of one command, in order. */
  const requests = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request);
  return { fake, user: userEvent.setup(), requests, address: () => router.state.location.href };
}
