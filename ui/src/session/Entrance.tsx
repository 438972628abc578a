import "./session.css";
import type { ReactNode } from "react";
import { Logo } from "../shell/Logo";
import { useTitle } from "../shell/useTitle";

/** The frame of the pages one sees before one is signed in. */
export function Entrance(props: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useTitle(props.title);
  return (
    <main className="entrance">
      <div className="entrance-brand brand">
        <Logo />
        Linecheck
      </div>
      <div className="panel entrance-card">
        <h1 className="entrance-title">{props.title}</h1>
        {props.lead && <p className="entrance-lead">{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}
