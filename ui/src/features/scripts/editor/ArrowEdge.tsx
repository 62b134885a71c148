import { BaseEdge, getBezierPath, type EdgeProps } from "@xyflow/react";
import { memo } from "react";

import type { Point } from "./draft";
import type { DrawnEdge } from "./drawing";

/** How far the ends of an arrow may be from its route: what is measured is not exact to the pixel. */
const NEAR = 3;

/** An arrow along its route; a plain curve while a block at one of its ends is dragged. */
export const ArrowEdge = memo(function ArrowEdge({ id, sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, data, markerEnd, interactionWidth }: EdgeProps<DrawnEdge>) {
  const route = data?.route;
  const isThere = route !== undefined && isNear(route.points[0], sourceX, sourceY) && isNear(route.points.at(-1), targetX, targetY);
  const path = isThere ? route.path : getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition })[0];
  return <BaseEdge id={id} path={path} {...(markerEnd === undefined ? {} : { markerEnd })} {...(interactionWidth === undefined ? {} : { interactionWidth })} />;
});

const isNear = (point: Point | undefined, x: number, y: number) => point !== undefined && Math.abs(point[0] - x) <= NEAR && Math.abs(point[1] - y) <= NEAR;
