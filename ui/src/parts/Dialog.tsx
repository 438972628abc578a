import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FormError } from "./Form";

/** A form or a question in front of the page. */
export function Dialog(props: {
  title: string;
  close: () => void;
  size?: number;
  /** Something that is shown only once is not closed by a click beside it. */
  keepOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <Modal
      opened
      onClose={props.close}
      title={props.title}
      size={props.size ?? 440}
      centered
      closeOnClickOutside={!props.keepOpen}
      closeOnEscape={!props.keepOpen}
      withCloseButton={!props.keepOpen}
      classNames={{ content: "modal", header: "modal", title: "panel-title" }}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 90 }}
    >
      {props.children}
    </Modal>
  );
}

/** Asks before something that others will notice. */
export function Confirm(props: {
  title: string;
  /** What the button does, such as "Delete". */
  action: string;
  act: () => Promise<unknown>;
  /** Nothing is taken away. */
  gentle?: boolean;
  close: () => void;
  children: ReactNode;
}) {
  const act = useMutation({ mutationFn: props.act, onSuccess: props.close });
  return (
    <Dialog title={props.title} close={props.close} size={400}>
      <div className="form">
        <div className="muted">{props.children}</div>
        <FormError error={act.error} />
        <div className="form-actions">
          <button type="button" className="control" onClick={props.close}>
            Cancel
          </button>
          <button
            type="button"
            className={props.gentle ? "primary" : "primary danger"}
            disabled={act.isPending}
            onClick={() => act.mutate()}
          >
            {props.action}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
