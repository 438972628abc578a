import { type ReactNode, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";

const GAP = 14;

/** A box beside the pointer that stays inside the window. */
export function Tip({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const { width, height } = element.getBoundingClientRect();
    const left = x + GAP + width > window.innerWidth - 8 ? x - GAP - width : x + GAP;
    const top = Math.min(Math.max(8, y - height / 2), window.innerHeight - height - 8);
    element.style.transform = `translate(${Math.max(8, left)}px, ${top}px)`;
    element.style.visibility = "visible";
  });
  return createPortal(
    <div ref={box} className="tip" role="presentation">
      {children}
    </div>,
    document.body,
  );
}

export function TipRow({
  color,
  stroke = false,
  name,
  value,
}: {
  color?: string | undefined;
  stroke?: boolean;
  name: ReactNode;
  value: ReactNode;
}) {
  return (
    <div className="tip-row">
      {color && (
        <span className={`swatch${stroke ? " stroke" : ""}`} style={{ background: color }} />
      )}
      <span className="ellipsis">{name}</span>
      <b>{value}</b>
    </div>
  );
}
