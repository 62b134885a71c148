/** Words for why a service could not be reached or its key not be kept. */
import { useTranslation } from "react-i18next";

import type { ApiError } from "../../ipc";
import { useErrorWords, type ErrorWords } from "../../shared/errors";
import { useFormats } from "../../shared/format";

const known = [
  "address_private", "not_reached", "timed_out", "ai_refused", "ai_nonsense", "ai_silence", "key_gone",
  "no_key_store", "key_store_refused", "no_passphrase", "wrong_passphrase", "vault_not_read", "vault_not_written",
] as const;
type Known = (typeof known)[number];

const isKnown = (code: string): code is Known => (known as readonly string[]).includes(code);

/** What happened and what to do, of errors that only connections have; of others the words they have everywhere. */
export function useConnectionWords(): (error: ApiError) => ErrorWords {
  const { t } = useTranslation();
  const others = useErrorWords();
  const { number } = useFormats();
  return (error) => {
    if (!isKnown(error.code)) return others(error);
    const { at, path, seconds, status, said } = Object(error.details) as { at?: string; path?: string; seconds?: number; status?: number; said?: string };
    const values = { at: at ?? "", path: path ?? "", seconds: number(seconds ?? 0), status: String(status ?? ""), said: said ?? "" };
    const code = error.code === "ai_refused" && values.said !== "" ? "ai_refused_saying" : error.code;
    return { what: t(`connections.failed.${code}.what`, values), todo: t(`connections.failed.${code}.todo`, values) };
  };
}
