import { memo } from "react";
import { useTranslation } from "react-i18next";

import type { OpenTurn } from "../../../ipc";
import { useNow } from "../clock";
import { minutes, owed } from "./sl";

const looks = {
  in_time: "font-medium text-success-ink",
  near: "font-strong text-warning-ink",
  late: "rounded-1 bg-danger py-px pr-1.25 pl-1 font-strong text-on-danger",
} as const;

/** How long there is to answer: an open ring, a half disc when it is soon late, a filled tag when it is. */
export const SlTimer = memo(function SlTimer({ turn }: { turn: OpenTurn }) {
  const { t } = useTranslation();
  const { standing, seconds } = owed(turn, useNow());
  const share = Math.min(1, seconds / Math.max(1, turn.sl_s));
  return (
    <span role="timer" aria-live="off" className={`figure inline-flex flex-none items-center gap-1 text-small ${looks[standing]}`}>
      <svg viewBox="0 0 12 12" className="size-3 fill-none stroke-current" strokeWidth="1.5" aria-hidden="true">
        {standing === "in_time" && (
          <>
            <circle cx="6" cy="6" r="4.75" opacity=".3" />
            <circle cx="6" cy="6" r="4.75" pathLength="1" strokeDasharray={`${share} 1`} transform="rotate(-90 6 6)" />
          </>
        )}
        {standing === "near" && (
          <>
            <circle cx="6" cy="6" r="4.75" />
            <path d="M6 1.25a4.75 4.75 0 0 0 0 9.5Z" fill="currentColor" />
          </>
        )}
        {standing === "late" && (
          <>
            <circle cx="6" cy="6" r="4.75" />
            <path d="M5.25 3h1.5v3.75h-1.5ZM5.25 7.75h1.5v1.5h-1.5Z" fill="currentColor" stroke="none" />
          </>
        )}
      </svg>
      <span className="sr-only">{t(`inbox.sl.${standing}`)}</span>
      {standing === "late" ? `+${minutes(seconds)}` : minutes(seconds)}
    </span>
  );
});
