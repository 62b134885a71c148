import { useTranslation } from "react-i18next";

import type { Rehearsal } from "../../../ipc";
import { endRows, change } from "./figures";
import type { Behind } from "./Result";
import { Change, FigureLink, Head, Table } from "./Table";
import { useShortVersionName, useVersionName } from "./words";

interface Props {
  rehearsal: Rehearsal;
  onOpen: (behind: Behind) => void;
  /** There is room for names in full and for how the versions differ. */
  roomy?: boolean;
}

/** How the dialogs ended: really, and in each version. */
export function Ends({ rehearsal: { variants }, onOpen, roomy = false }: Props) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const shortName = useShortVersionName();
  const names = variants.map(({ version }) => versionName(version));
  const compared = roomy && variants.length > 1;
  return (
    <Table label={t("rehearse.how_ended")}>
      <Head first={t("rehearse.dialogs")} columns={[t("rehearse.really"), ...(roomy ? names : variants.map(({ version }) => shortName(version))), ...(compared ? [t("rehearse.change")] : [])]} wide={roomy} />
      <tbody>
        {endRows(variants).map(({ end, really, versions }) => {
          const name = t(`rehearse.ends.${end}`);
          return (
            <tr key={end}>
              <th scope="row">{name}</th>
              <td>{really && <FigureLink figure={really} label={`${name}, ${t("rehearse.really")}`} onOpen={(counted) => onOpen({ variant: 0, counted })} />}</td>
              {versions.map((figure, variant) => (
                <td key={variant}>{figure && <FigureLink figure={figure} label={`${name}, ${names[variant] ?? ""}`} onOpen={(counted) => onOpen({ variant, counted })} />}</td>
              ))}
              {compared && (
                <td>
                  <Change by={change(versions)} bad={end === "lost"} />
                </td>
              )}
            </tr>
          );
        })}
        <tr>
          <th scope="row">{t("rehearse.ends.not_understood")}</th>
          <td />
          {variants.map(({ elses }, variant) => (
            <td key={variant}>
              <FigureLink figure={{ n: elses.dialogs, counted: { type: "not_understood" } }} label={`${t("rehearse.ends.not_understood")}, ${names[variant] ?? ""}`} onOpen={(counted) => onOpen({ variant, counted })} />
            </td>
          ))}
          {compared && (
            <td>
              <Change by={(variants[1]?.elses.dialogs ?? 0) - (variants[0]?.elses.dialogs ?? 0)} bad />
            </td>
          )}
        </tr>
      </tbody>
    </Table>
  );
}
