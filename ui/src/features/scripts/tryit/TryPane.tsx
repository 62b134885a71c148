import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { useKept } from "../../../shared/kept";
import { Banner } from "../../../shared/States";
import type { Beside } from "../contract";
import { PaneHead } from "../PaneHead";
import { Clock } from "./Clock";
import { Conversation } from "./Conversation";
import { Next } from "./Next";
import { path } from "./trial";
import { useTrial, type World } from "./useTrial";
import { Variables } from "./Variables";
import { WorldChoice } from "./WorldChoice";

/** A chat with the draft: nothing is sent and nothing is kept. */
export function TryPane({ draft, light, select, close }: Beside) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [world, setWorld] = useKept<World>("try world", { channel: "web", is_open: true, client_name: "" });
  const { trial, failure, busy, due, restart, act, stepBack, wait } = useTrial(draft, world);
  const last = trial.turns.at(-1);
  useEffect(() => light(path(trial)), [light, trial]);
  const invalid = failure?.code === "invalid";

  return (
    <>
      <PaneHead title={t("try.title")} onClose={close}>
        <IconButton name={t("try.step_back")} icon="undo" small isDisabled={trial.turns.length < 2 || busy} onPress={stepBack} />
        <Button look="quiet" small icon="history" onPress={restart}>
          {t("try.again")}
        </Button>
      </PaneHead>
      <WorldChoice world={world} onWorld={setWorld} />
      <Conversation trial={trial} select={select} press={busy ? null : (index) => act({ type: "button", index })} />
      {failure && (
        <div className="px-4 pb-3">
          <Banner tone="bad" title={invalid ? t("try.invalid") : words(failure).what}>
            {invalid ? t("try.invalid_hint") : words(failure).todo}
          </Banner>
        </div>
      )}
      {last && <Variables variables={last.tried.variables} />}
      <Clock now={trial.now} due={due} busy={busy} onWait={wait} />
      <Next waits={last?.tried.waits} block={last?.tried.block ?? null} busy={busy} act={act} restart={restart} />
    </>
  );
}
