import { expect, test } from 'vitest';
import { around, middle, moved, toPlane, zoomed } from './plane';

test('north is above, east is right', () => {
  const here = toPlane({ latitude: 30, longitude: 124 });
  expect(toPlane({ latitude: 31, longitude: 124 }).y).toBeLessThan(here.y);
  expect(toPlane({ latitude: 30, longitude: 125 }).x).toBeGreaterThan(here.x);
});

test('the meridian of Greenwich at the equator is the middle of the plane', () => {
  expect(toPlane({ latitude: 0, longitude: 0 })).toEqual({ x: 0.5, y: 0.5 });
});

test('what is around some points holds them all, and one alone too', () => {
  const view = around([
    { x: 1, y: 1 },
    { x: 3, y: 2 },
  ]);
  expect(view.x).toBeLessThan(1);
  expect(view.x + view.width).toBeGreaterThan(3);
  expect(view.y + view.height).toBeGreaterThan(2);
  expect(around([{ x: 1, y: 1 }]).width).toBeGreaterThan(0);
});

test('zooming leaves the point under the pointer where it is', () => {
  const view = { x: 0, y: 0, width: 10, height: 10 };
  const near = zoomed(view, 0.5, { x: 2, y: 4 });
  expect((2 - near.x) / near.width).toBeCloseTo(0.2);
  expect((4 - near.y) / near.height).toBeCloseTo(0.4);
  expect(middle(zoomed(view, 0.5))).toEqual({ x: 5, y: 5 });
  expect(moved(view, 1, -1)).toEqual({ x: 1, y: -1, width: 10, height: 10 });
});
