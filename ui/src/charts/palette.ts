import { useMemo, useSyncExternalStore } from "react";
import type { Direction, Quality } from "../words/quality";

/** The colours of tokens.css as a canvas needs them. */
export interface Palette {
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  lineStrong: string;
  surface: string;
  ground: string;
  accent: string;
  quality: Record<Quality, string>;
  direction: Record<Direction, string>;
  categories: string[];
}

const ATTRIBUTE = "data-mantine-color-scheme";
const root = document.documentElement;

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root, { attributes: true, attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}

export function usePalette(): Palette {
  const scheme = useSyncExternalStore(subscribe, () => root.getAttribute(ATTRIBUTE));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides what the styles are
  return useMemo(read, [scheme]);
}

function read(): Palette {
  const style = getComputedStyle(root);
  const color = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim());
  return {
    ink: color("ink"),
    ink2: color("ink-2"),
    ink3: color("ink-3"),
    line: color("line"),
    lineStrong: color("line-strong"),
    surface: color("surface"),
    ground: color("ground"),
    accent: color("accent"),
    quality: {
      good: color("good"),
      fair: color("fair"),
      poor: color("poor"),
      bad: color("bad"),
      unclassified: color("unclassified"),
    },
    direction: { audio_input: color("agent-hears"), audio_output: color("customer-hears") },
    categories: ["c1", "c2", "c3", "c4", "c5", "c6"].map(color),
  };
}

/** A minified style sheet writes `#fff`. */
export function sixDigits(hex: string): string {
  return /^#[0-9a-f]{3}$/i.test(hex) ? hex.replaceAll(/[0-9a-f]/gi, "$&$&") : hex;
}

/** A colour of six hex digits with an opacity. */
export function faded(hex: string, opacity: number): string {
  return `${hex}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, "0")}`;
}
