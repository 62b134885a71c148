import { useState } from "react";
import { Form, Input, NumberField, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { BlockId, TryInput, TryWaits } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { fieldBox, fieldInput } from "../../../shared/Field";
import { useKept } from "../../../shared/kept";

interface Props {
  waits: TryWaits | undefined;
  block: BlockId | null;
  busy: boolean;
  act: (input: TryInput) => void;
  restart: () => void;
}

/** What can be done next: write as the client, or answer for whoever the script asks. */
export function Next({ waits, block, busy, act, restart }: Props) {
  const { t } = useTranslation();
  if (waits?.for === "request") return <Server key={block} block={block} busy={busy} act={act} />;
  if (waits?.for === "ai") return <Model key={block} block={block} busy={busy} act={act} />;
  return (
    <>
      {waits?.for === "operators" && (
        <Asked title={t("try.with_operators")}>
          <Button small isDisabled={busy} onPress={() => act({ type: "no_operator" })}>
            {t("try.no_operator")}
          </Button>
          <Button small isDisabled={busy} onPress={() => act({ type: "operator_idle" })}>
            {t("try.operator_idle")}
          </Button>
        </Asked>
      )}
      {waits?.for === "nothing" && (
        <Asked title={t("try.ended")}>
          <Button small onPress={restart}>
            {t("try.again")}
          </Button>
        </Asked>
      )}
      <Composer act={act} busy={busy} />
    </>
  );
}

/** Somebody other than the client is to do something. */
function Asked({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex-none border-t border-line px-4 py-2.5">
      <p className="mb-2 text-ink-2">{title}</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

function Composer({ busy, act }: { busy: boolean; act: (input: TryInput) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const send = () => {
    if (busy || text.trim() === "") return;
    act({ type: "text", text: text.trim() });
    setText("");
  };
  return (
    <Form
      className="flex h-bar flex-none items-center border-t border-line pr-2 pl-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <IconButton
        name={t("try.file")}
        icon="clip"
        isDisabled={busy}
        onPress={() => {
          act({ type: "file", text: text.trim() });
          setText("");
        }}
      />
      <TextField aria-label={t("try.write")} value={text} onChange={setText} className="mx-1 min-w-0 flex-1">
        <Input placeholder={t("try.write")} className="h-control w-full rounded-2 bg-transparent px-1" />
      </TextField>
      <IconButton name={t("try.send")} icon="send" type="submit" isDisabled={busy || text.trim() === ""} />
    </Form>
  );
}

const area = "field-sizing-content max-h-40 min-h-14 w-full resize-none rounded-2 border border-line-field bg-raised px-2 py-1 font-mono text-small select-text focus-visible:border-accent focus-visible:shadow-focus";

/** Answers for the server, which nobody asks in a trial. */
function Server({ block, busy, act }: Pick<Props, "block" | "busy" | "act">) {
  const { t } = useTranslation();
  const [{ status, body }, setAnswer] = useKept(`try answer ${block}`, { status: 200, body: "{}" });
  return (
    <div className="flex-none border-t border-line px-4 py-2.5">
      <p className="mb-2 text-ink-2">{t("try.server_answers")}</p>
      <div className="grid gap-2">
        <NumberField aria-label={t("try.status")} minValue={100} maxValue={599} value={status} onChange={(value) => !Number.isNaN(value) && setAnswer({ status: value, body })} formatOptions={{ useGrouping: false }} className="flex items-center gap-2">
          <span aria-hidden="true" className="flex-1 text-ink-2">
            {t("try.status")}
          </span>
          <div className={`${fieldBox} w-number`}>
            <Input className={`${fieldInput} figure text-right`} />
          </div>
        </NumberField>
        <TextField aria-label={t("try.body")} value={body} onChange={(next) => setAnswer({ status, body: next })}>
          <TextArea rows={3} className={area} />
        </TextField>
        <span className="flex gap-2">
          <Button small isDisabled={busy} onPress={() => act({ type: "replied", status, body })}>
            {t("try.answer")}
          </Button>
          <Button small isDisabled={busy} onPress={() => act({ type: "failed" })}>
            {t("try.fail")}
          </Button>
        </span>
      </div>
    </div>
  );
}

/** Answers for the language model, which nobody asks in a trial. */
function Model({ block, busy, act }: Pick<Props, "block" | "busy" | "act">) {
  const { t } = useTranslation();
  const [text, setText] = useKept(`try said ${block}`, "");
  return (
    <div className="flex-none border-t border-line px-4 py-2.5">
      <p className="mb-2 text-ink-2">{t("try.model_answers")}</p>
      <div className="grid gap-2">
        <TextField aria-label={t("try.model_answers")} value={text} onChange={setText}>
          <TextArea rows={3} className={area.replace("font-mono text-small ", "")} />
        </TextField>
        <span className="flex gap-2">
          <Button small isDisabled={busy || text.trim() === ""} onPress={() => act({ type: "said", text })}>
            {t("try.answer")}
          </Button>
          <Button small isDisabled={busy} onPress={() => act({ type: "failed" })}>
            {t("try.fail")}
          </Button>
        </span>
      </div>
    </div>
  );
}
