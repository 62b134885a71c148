import { QueryClient } from "@tanstack/react-query";

/** What was read stays true until news says otherwise; the program is on the same computer, so nothing is tried twice. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, gcTime: 30 * 60_000, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
}
