// A signature: drawn with a finger, a pen or a mouse, or chosen as a picture.

import { useEffect, useRef, useState } from "preact/hooks";

import { useInterview } from "../context.js";
import { FileAnswer, useKeep } from "./media.js";
import type { WidgetProps } from "./widget.js";

export function Signature(props: WidgetProps) {
  const { id } = props;
  const { words } = useInterview();
  const keep = useKeep(props);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const board = canvas.current;
    const pen = board?.getContext("2d");
    if (!board || !pen) return;
    pen.lineWidth = 2.5;
    pen.lineCap = "round";
    pen.strokeStyle = "#10202b";
    const at = (event: PointerEvent): [number, number] => {
      const box = board.getBoundingClientRect();
      return [
        ((event.clientX - box.left) / box.width) * board.width,
        ((event.clientY - box.top) / box.height) * board.height,
      ];
    };
    let down = false;
    const start = (event: PointerEvent) => {
      down = true;
      board.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(...at(event));
    };
    const draw = (event: PointerEvent) => {
      if (!down) return;
      pen.lineTo(...at(event));
      pen.stroke();
      setDrawn(true);
    };
    const stop = () => void (down = false);
    board.addEventListener("pointerdown", start);
    board.addEventListener("pointermove", draw);
    board.addEventListener("pointerup", stop);
    board.addEventListener("pointercancel", stop);
    return () => {
      board.removeEventListener("pointerdown", start);
      board.removeEventListener("pointermove", draw);
      board.removeEventListener("pointerup", stop);
      board.removeEventListener("pointercancel", stop);
    };
  }, []);

  const wipe = () => {
    const board = canvas.current;
    board?.getContext("2d")?.clearRect(0, 0, board.width, board.height);
    setDrawn(false);
  };
  const save = () =>
    canvas.current?.toBlob((content) => {
      if (!content) return;
      void keep(content, "ttd.png").then(wipe);
    }, "image/png");
  return (
    <div class="signature">
      <canvas ref={canvas} width={600} height={200} role="img" aria-label={words.sign_here} />
      <div class="buttons">
        <button type="button" disabled={!drawn} onClick={save}>{words.sign_keep}</button>
        <button type="button" class="quiet" disabled={!drawn} onClick={wipe}>{words.engine["clear"]}</button>
      </div>
      <FileAnswer {...props} id={id} />
    </div>
  );
}
