export type Place = { latitude: number; longitude: number };
export type Point = { x: number; y: number };
/** A part of the plane, as an SVG's viewBox has it. */
export type View = Point & { width: number; height: number };

const RADIANS = Math.PI / 180;
const MARGIN = 0.04;

/** Web Mercator (EPSG:3857) on a plane of side 1, y growing southwards, as map tiles have it. */
export function toPlane({ latitude, longitude }: Place): Point {
  const y = Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2));
  return { x: (longitude + 180) / 360, y: (1 - y / Math.PI) / 2 };
}

/** The part that holds all points, and a little more. */
export function around(points: Point[]): View {
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const side = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1e-6);
  const margin = side * MARGIN;
  return {
    x: left - margin,
    y: top - margin,
    width: Math.max(...xs) - left + 2 * margin,
    height: Math.max(...ys) - top + 2 * margin,
  };
}

/** Nearer or further, so that one point stays where it is. */
export function zoomed(view: View, factor: number, fixed: Point = middle(view)): View {
  return {
    x: fixed.x - (fixed.x - view.x) * factor,
    y: fixed.y - (fixed.y - view.y) * factor,
    width: view.width * factor,
    height: view.height * factor,
  };
}

export function moved(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

export function middle(view: View): Point {
  return { x: view.x + view.width / 2, y: view.y + view.height / 2 };
}
