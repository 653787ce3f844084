import type { ReactNode } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useText } from '../language/text';

/** A dialog over the page: takes the focus, keeps it, gives it back; Escape closes it. */
export function PageDialog(props: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={props.isOpen}
      isDismissable={props.role !== 'alertdialog'}
      onOpenChange={(isOpen) => isOpen || props.onClose()}
    >
      <Modal className="modal">
        <Dialog className="dialog" role={props.role}>
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Asks before something that can't simply be taken back. The button says what happens, not "OK". */
export function ConfirmDialog(props: {
  title: string;
  action: string;
  isOpen: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const text = useText();
  return (
    <PageDialog title={props.title} isOpen={props.isOpen} onClose={props.onClose} role="alertdialog">
      {props.children}
      <div className="row end">
        <button type="button" className="button" onClick={props.onClose}>
          {text('parts.cancel')}
        </button>
        <button type="button" className="button primary" disabled={props.isBusy} onClick={props.onConfirm}>
          {props.action}
        </button>
      </div>
    </PageDialog>
  );
}
