import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Counted, Rehearsal } from "../../../ipc";
import { IconButton, Link } from "../../../shared/Button";
import { Segmented } from "../../../shared/Choice";
import { useFormats } from "../../../shared/format";
import { Sheet } from "../../../shared/Over";
import { useRoom } from "../../../shared/room";
import { DialogsBehind } from "./DialogsBehind";
import { Ends } from "./Ends";
import { blockRows, change, dialogsThat, markerRows, REAL_ENDS, REHEARSED_ENDS, textRows } from "./figures";
import { Change, FigureLink, Head, Table } from "./Table";
import { useRehearsalName, useVersionName } from "./words";

/** A figure that somebody wants to see the dialogs of. */
export interface Behind {
  /** Of which version: 0 or 1. */
  variant: number;
  counted: Counted;
}

interface Props {
  rehearsal: Rehearsal;
  behind: Behind | null;
  onBehind: (behind: Behind | null) => void;
  select: (block: string) => void;
  onClose: () => void;
}

/** All figures of a rehearsal, and beside them the dialogs behind one. */
export function Result({ rehearsal, behind, onBehind, select, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const room = useRoom();
  const navigate = useNavigate();
  const name = useRehearsalName()(rehearsal);
  const titles = new Map(rehearsal.variants.flatMap(({ blocks }) => blocks.map(({ block, title }) => [block, title] as const)));
  // Where there is little room, figures and dialogs take turns.
  const figuresShown = room === "wide" || behind === null;
  const goTo = (block: string, script: string | null) => {
    if (script !== null) return void navigate({ to: "/scripts/$id", params: { id: script } });
    onClose();
    select(block);
  };
  return (
    <Sheet label={t("rehearse.result")} onClose={onClose}>
      <header className="flex h-head flex-none items-center gap-2 border-b border-line pr-2 pl-5">
        <h2 className="flex-none">{t("rehearse.result")}</h2>
        <span className="cut flex-1 text-ink-2" title={name}>
          {name}
        </span>
        <span className="figure flex-none text-ink-2">{t("dialogs.count", { count: rehearsal.dialogs, n: format.number(rehearsal.dialogs) })}</span>
        <IconButton name={t("common.close")} icon="x" onPress={onClose} />
      </header>
      <div className="flex min-h-0 flex-1">
        {figuresShown && (
          <div role="region" aria-label={t("rehearse.figures")} tabIndex={0} className="grid min-w-0 flex-1 content-start gap-6 overflow-auto px-5 py-4 focus-visible:shadow-inset">
            <Section title={t("rehearse.how_ended")}>
              <Ends rehearsal={rehearsal} onOpen={onBehind} roomy />
            </Section>
            <Crossed rehearsal={rehearsal} onOpen={onBehind} />
            <Markers rehearsal={rehearsal} onOpen={onBehind} />
            <NotUnderstood rehearsal={rehearsal} onOpen={onBehind} />
            <Blocks rehearsal={rehearsal} onOpen={onBehind} onSelect={goTo} />
          </div>
        )}
        {behind && <DialogsBehind key={JSON.stringify(behind)} rehearsal={rehearsal} behind={behind} titleOf={(block) => titles.get(block) ?? block} whole={!figuresShown} onClose={() => onBehind(null)} />}
      </div>
    </Sheet>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="max-w-reading">
      <h3 className="mb-1">{title}</h3>
      {children}
    </section>
  );
}

interface PartProps {
  rehearsal: Rehearsal;
  onOpen: (behind: Behind) => void;
}

/** For each way that dialogs really ended, how they end in a version. */
function Crossed({ rehearsal: { variants }, onOpen }: PartProps) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const [shown, setShown] = useState(variants.length - 1);
  const variant = variants[shown];
  if (!variant) return null;
  return (
    <Section title={t("rehearse.crossed")}>
      {variants.length > 1 && (
        <div className="flex flex-wrap items-center justify-between gap-2 py-1">
          <Segmented label={t("rehearse.which_version")} value={String(shown)} onPick={(next) => setShown(Number(next))} options={variants.map(({ version }, index) => ({ value: String(index), text: versionName(version) }))} />
          <Link onPress={() => onOpen({ variant: shown, counted: { type: "differing" } })}>{t("rehearse.differing")}</Link>
        </div>
      )}
      <Table label={t("rehearse.crossed")}>
        <Head first={t("rehearse.really")} columns={REHEARSED_ENDS.map((ended) => t(`rehearse.ended.${ended}`))} wide />
        <tbody>
          {REAL_ENDS.filter((really) => dialogsThat(variant, really, null) > 0).map((really) => (
            <tr key={really}>
              <th scope="row">{t(`rehearse.real.${really}`)}</th>
              {REHEARSED_ENDS.map((ended) => (
                <td key={ended}>
                  <FigureLink
                    figure={{ n: dialogsThat(variant, really, ended), counted: { type: "ended", really, ended } }}
                    label={`${t(`rehearse.real.${really}`)} → ${t(`rehearse.ended.${ended}`)}`}
                    onOpen={(counted) => onOpen({ variant: shown, counted })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Markers({ rehearsal: { variants }, onOpen }: PartProps) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const rows = markerRows(variants);
  if (rows.length === 0) return null;
  const compared = variants.length > 1;
  return (
    <Section title={t("rehearse.markers")}>
      <Table label={t("rehearse.markers")}>
        <Head first={t("rehearse.marker")} columns={[...variants.map(({ version }) => versionName(version)), ...(compared ? [t("rehearse.change")] : [])]} wide />
        <tbody>
          {rows.map(({ name, versions }) => (
            <tr key={name}>
              <th scope="row" className="wrap-anywhere">
                {name}
              </th>
              {versions.map((figure, variant) => (
                <td key={variant}>
                  <FigureLink figure={figure} label={name} onOpen={(counted) => onOpen({ variant, counted })} />
                </td>
              ))}
              {compared && (
                <td>
                  <Change by={change(versions)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function NotUnderstood({ rehearsal: { variants }, onOpen }: PartProps) {
  const { t } = useTranslation();
  const format = useFormats();
  const versionName = useVersionName();
  const navigate = useNavigate();
  const rows = textRows(variants);
  return (
    <Section title={t("rehearse.not_understood")}>
      <p className="figure text-small text-ink-2">
        {variants.map(({ version, elses }, variant) => (
          <span key={variant} className="mr-4">
            {versionName(version)}: {t("rehearse.times", { count: elses.times, n: format.number(elses.times) })},{" "}
            <Link onPress={() => onOpen({ variant, counted: { type: "not_understood" } })}>{t("rehearse.in_dialogs", { count: elses.dialogs, n: format.number(elses.dialogs) })}</Link>
          </span>
        ))}
      </p>
      {rows.length > 0 && (
        <Table label={t("rehearse.not_understood")}>
          <Head first={t("rehearse.text")} columns={variants.map(({ version }) => versionName(version))} wide />
          <tbody>
            {rows.map(({ text, dialog, times }) => (
              <tr key={text}>
                <th scope="row" className="wrap-anywhere">
                  <Link onPress={() => void navigate({ to: "/dialogs/$id", params: { id: dialog } })}>{text}</Link>
                </th>
                {times.map((n, variant) => (
                  <td key={variant} className={n === 0 ? "text-ink-3" : ""}>
                    {format.number(n)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Blocks({ rehearsal: { variants }, onOpen, onSelect }: PartProps & { onSelect: (block: string, script: string | null) => void }) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const [shown, setShown] = useState(variants.length - 1);
  const parts = ["came_by", "ended_at", "not_understood_at"] as const;
  return (
    <Section title={t("rehearse.blocks")}>
      {variants.length > 1 && (
        <div className="py-1">
          <Segmented label={t("rehearse.which_version")} value={String(shown)} onPick={(next) => setShown(Number(next))} options={variants.map(({ version }, index) => ({ value: String(index), text: versionName(version) }))} />
        </div>
      )}
      <Table label={t("rehearse.blocks")}>
        <Head first={t("rehearse.block")} columns={[...parts.map((part) => t(`rehearse.${part}`)), ...(variants.length > 1 ? [t("rehearse.change")] : [])]} wide />
        <tbody>
          {blockRows(variants).map(({ block, script, title, versions }) => (
            <tr key={`${script ?? ""}/${block}`}>
              <th scope="row" className="wrap-anywhere">
                <Link onPress={() => onSelect(block, script)}>{title}</Link>
                {script !== null && <span className="ml-2 text-small text-ink-3">{t("rehearse.other_script")}</span>}
              </th>
              {parts.map((part) => (
                <td key={part}>{versions[shown] && <FigureLink figure={versions[shown][part]} label={`${title}, ${t(`rehearse.${part}`)}`} onOpen={(counted) => onOpen({ variant: shown, counted })} />}</td>
              ))}
              {variants.length > 1 && (
                <td>
                  <Change by={change(versions.map(({ came_by }) => came_by))} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
