import { useState, type DragEvent, type ReactNode } from 'react';
import { words } from '../words/index.ts';
import { useSession } from './session.ts';

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

interface FileDropProps {
  readonly className: string;
  readonly children: ReactNode;
}

/** The frame of a page: a scenario file can be dropped anywhere on it. */
export function FileDrop({ className, children }: FileDropProps) {
  const session = useSession();
  const [over, setOver] = useState(false);
  return (
    <div
      className={className}
      onDragOver={(event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (event.target === event.currentTarget || event.relatedTarget === null) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) void session.openFile(file);
      }}
    >
      {children}
      {over ? <div className="drop-veil">{words.file.drop}</div> : undefined}
    </div>
  );
}
