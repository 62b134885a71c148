import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Rehearsal } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { Segmented } from "../../../shared/Choice";
import { useFormats } from "../../../shared/format";
import { useKept } from "../../../shared/kept";
import { Empty, Failure, Skeleton } from "../../../shared/States";
import type { Beside } from "../contract";
import { PaneHead } from "../PaneHead";
import { Ends } from "./Ends";
import { Result, type Behind } from "./Result";
import { rehearsalQuery } from "./queries";
import { useVersionName } from "./words";

interface Props {
  no: number;
  beside: Beside;
  onBack: () => void;
}

/** What a rehearsal came to, in short, with the ways its dialogs took on the canvas. */
export function Summary({ no, beside, onBack }: Props) {
  const { t } = useTranslation();
  const rehearsal = useQuery(rehearsalQuery(no));
  // The dialogs behind a figure lead elsewhere, and Back leads here again.
  const [whole, setWhole] = useKept(`rehearsal whole ${no}`, false);
  const [behind, setBehind] = useKept<Behind | null>(`rehearsal behind ${no}`, null);
  const open = (next: Behind | null) => {
    setBehind(next);
    setWhole(true);
  };
  return (
    <>
      <PaneHead title={t("rehearse.result")} onClose={beside.close} onBack={onBack} />
      <div className="min-h-0 flex-1 overflow-auto">
        {rehearsal.isError ? (
          <Failure error={rehearsal.error} onRetry={() => void rehearsal.refetch()} />
        ) : rehearsal.data === undefined ? (
          <Skeleton rows={5} />
        ) : rehearsal.data.dialogs === 0 ? (
          <Empty title={t("rehearse.no_dialogs")} actions={<Button onPress={onBack}>{t("rehearse.other_choice")}</Button>}>
            {t("rehearse.no_dialogs_hint")}
          </Empty>
        ) : (
          <Short rehearsal={rehearsal.data} beside={beside} onOpen={open} />
        )}
      </div>
      {rehearsal.data && whole && <Result rehearsal={rehearsal.data} behind={behind} onBehind={setBehind} select={beside.select} onClose={() => setWhole(false)} />}
    </>
  );
}

function Short({ rehearsal, beside: { heat }, onOpen }: { rehearsal: Rehearsal; beside: Beside; onOpen: (behind: Behind | null) => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const versionName = useVersionName();
  const [shown, setShown] = useState(rehearsal.variants.length - 1);
  const variant = rehearsal.variants[shown];
  useEffect(() => {
    if (variant) heat?.(new Map(variant.blocks.filter(({ script }) => script === null).map(({ block, dialogs }) => [block, dialogs])));
    return () => heat?.(null);
  }, [heat, variant]);
  return (
    <div className="grid gap-4 px-4 pb-4">
      <p className="figure text-small text-ink-2">
        {format.span(rehearsal.request.from, rehearsal.request.to - 1)}, {t("dialogs.count", { count: rehearsal.dialogs, n: format.number(rehearsal.dialogs) })}
      </p>
      <Ends rehearsal={rehearsal} onOpen={onOpen} />
      <span>
        <Button look="primary" onPress={() => onOpen(null)}>
          {t("rehearse.whole")}
        </Button>
      </span>
      {heat && rehearsal.variants.length > 1 && (
        <div className="grid gap-1 border-t border-line pt-3">
          <span className="text-small text-ink-2">{t("rehearse.on_canvas")}</span>
          <Segmented label={t("rehearse.on_canvas")} value={String(shown)} onPick={(next) => setShown(Number(next))} options={rehearsal.variants.map(({ version }, index) => ({ value: String(index), text: versionName(version) }))} />
        </div>
      )}
      <p className="text-small text-ink-3">{t("rehearse.caution")}</p>
    </div>
  );
}
