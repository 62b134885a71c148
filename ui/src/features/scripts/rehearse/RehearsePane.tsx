import type { Beside } from "../contract";
export function RehearsePane({ close }: Beside) {
  return <button type="button" onClick={close} />;
}
