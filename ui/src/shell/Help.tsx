import { Modal } from "@mantine/core";
import { Fragment } from "react";
import { useConfig } from "../api/useQuestion";
import { QualityBadge } from "../parts/QualityBadge";
import { thresholdWords } from "../words/quality";

const KEYS: [string, string[][]][] = [
  ["Go to Overview", [["g", "o"]]],
  ["Go to Calls", [["g", "c"]]],
  ["Search calls", [["/"]]],
  ["Next / previous row", [["j"], ["k"]]],
  ["Open the call", [["Enter"]]],
  ["Back to the list", [["Esc"]]],
  ["Next / previous call of the agent", [["]"], ["["]]],
  ["Zoom in, zoom out, whole call", [["+"], ["-"], ["0"]]],
  ["Move along a zoomed call", [["←"], ["→"]]],
  ["Live on or off", [["l"]]],
  ["Light or dark", [["t"]]],
  ["This help", [["?"]]],
];

export function Help({ open, close }: { open: boolean; close: () => void }) {
  const thresholds = useConfig()?.thresholds ?? [];
  return (
    <Modal
      opened={open}
      onClose={close}
      title="Keyboard and legend"
      size={520}
      centered
      classNames={{ content: "modal", header: "modal", title: "panel-title" }}
      transitionProps={{ duration: 90 }}
    >
      <dl className="help-keys">
        {KEYS.map(([what, keys]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((sequence, index) => (
                <Fragment key={sequence.join()}>
                  {index > 0 && <span className="faint">or</span>}
                  {sequence.map((key) => (
                    <kbd key={key} className="kbd">
                      {key}
                    </kbd>
                  ))}
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <div className="menu-separator" />
      <p className="panel-note help-intro">
        Every ten seconds of each direction are judged. A window is at least
      </p>
      <dl className="help-legend">
        {thresholds.map((threshold) => (
          <Fragment key={threshold.quality}>
            <dt>
              <QualityBadge quality={threshold.quality} />
            </dt>
            <dd className="muted">{thresholdWords(threshold)}</dd>
          </Fragment>
        ))}
        <dt>
          <QualityBadge quality="unclassified" />
        </dt>
        <dd className="muted">where there was too little to judge by; it counts for nothing</dd>
      </dl>
    </Modal>
  );
}
