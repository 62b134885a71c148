/** What came of a PIN that was typed, and how long the next one has to wait. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError } from "../../ipc";
import { useErrorWords } from "../errors";

export interface Refused {
  /** Why, in words; undefined when nothing was wrong. */
  why: string | undefined;
  /** Whether the next PIN is not looked at yet. */
  waits: boolean;
}

/** Words for the error of a PIN; after too many wrong ones they count the seconds down. */
export function useRefused(thrown: unknown): Refused {
  const { t } = useTranslation();
  const words = useErrorWords();
  const error = thrown === null ? null : asApiError(thrown);
  const wait = error?.code === "wrong_pin" ? waitOf(error.details) : 0;
  const left = useCountdown(wait, thrown);
  if (error === null) return { why: undefined, waits: false };
  if (error.code !== "wrong_pin") return { why: words(error).what, waits: false };
  return { why: left > 0 ? t("desk.wait", { count: left }) : t("desk.wrong_pin"), waits: left > 0 };
}

function waitOf(details: unknown): number {
  const has = typeof details === "object" && details !== null && "wait_s" in details;
  return has ? Number(details.wait_s) : 0;
}

/** Seconds that are left of so many since the occasion. */
function useCountdown(seconds: number, occasion: unknown): number {
  const [passed, setPassed] = useState({ of: occasion, seconds: 0 });
  useEffect(() => {
    setPassed({ of: occasion, seconds: 0 });
    if (seconds === 0) return;
    const timer = setInterval(() => setPassed((now) => ({ of: occasion, seconds: now.seconds + 1 })), 1_000);
    return () => clearInterval(timer);
  }, [occasion, seconds]);
  return Math.max(0, seconds - (passed.of === occasion ? passed.seconds : 0));
}
