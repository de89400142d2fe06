import type { Unit } from "../generated/graphql.ts";
import type { Figure } from "../number-words.ts";

interface ReachProps {
  readonly figure: Figure;
  /** Ends of a scale of points; other units have ends of their own. */
  readonly ends: readonly [number, number];
}

const ENDS: Readonly<Partial<Record<Unit, readonly [number, number]>>> = {
  POINTS: [-100, 100],
  INDEX: [0, 100],
  SHARE: [0, 1],
};

/** Where a number and its interval stand on the whole of its scale; its words stand beside it. */
export function Reach({ figure: { value, interval, unit }, ends }: ReachProps) {
  if (value === null) return null;
  const [min, max] = ENDS[unit] ?? ends;
  const at = (number: number): number => 4 + (192 * (Math.min(max, Math.max(min, number)) - min)) / (max - min);
  return (
    <svg class="reach" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">
      <path class="track" d="M4 6H196" />
      {min < 0 && <path class="zero" d={`M${at(0)} 2v8`} />}
      {interval !== null && (
        <path class="band" d={`M${at(interval.low).toFixed(1)} 6H${at(interval.high).toFixed(1)}`} />
      )}
      <path class="point" d={`M${at(value).toFixed(1)} 6h0.01`} />
    </svg>
  );
}
