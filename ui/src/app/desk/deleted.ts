import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { DeskOperator } from "../../ipc";
import { deskQuery } from "../../shared/queries";
import { note } from "../../shared/toasts";

/** In milliseconds: whoever was at work must not miss why they are not any more. */
const SHOWN = 20_000;

/** Says why nobody works here any more, when the operator who did was deleted meanwhile. */
export function useDeletedWhileWorking(): void {
  const { t } = useTranslation();
  const { data: desk } = useQuery(deskQuery);
  const former = useRef<DeskOperator | null>(null);
  useEffect(() => {
    if (desk === undefined) return;
    const gone = former.current;
    former.current = desk.operator;
    if (gone === null || desk.operator !== null || desk.operators.some(({ id }) => id === gone.id)) return;
    note(t("desk.deleted", { name: gone.name }), undefined, SHOWN);
  }, [desk, t]);
}
