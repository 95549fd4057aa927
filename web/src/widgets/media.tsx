// Files: photos, recordings, films and any other. The record holds the file's name; its content stays on this device.

import { useEffect, useState } from "preact/hooks";

import type { QuestionType } from "../../../bindings/js/src/index.js";
import { useInterview } from "../context.js";
import { useTyping } from "./typed.js";
import { textOf, type WidgetProps } from "./widget.js";

const ACCEPT: Partial<Record<QuestionType, string>> = {
  photo: "image/*", audio: "audio/*", video: "video/*", signature: "image/*",
};

/** A name for a file of a question: its item, its moment and the ending it came with. */
export function fileName(item: string, original: string, now: Date): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(original)?.[0].toLowerCase() ?? "";
  const stamp = now.toISOString().replace(/[-:]/g, "").replace(/\..*$/, "");
  return `${item}-${stamp}${ending}`;
}

/** Keeps a file where this screen keeps files, and records its name. */
export function useKeep(props: WidgetProps) {
  const { media } = useInterview();
  return async (content: Blob, original: string) => {
    const name = fileName(props.question.id, original, new Date());
    await media?.put(name, content);
    props.answer(name);
  };
}

export function FileAnswer(props: WidgetProps) {
  const { question, id, labelId, describedBy, wrong } = props;
  const { words } = useInterview();
  const keep = useKeep(props);
  const labels: Partial<Record<QuestionType, string>> = {
    photo: words.take_photo, audio: words.record_audio, video: words.record_video, signature: words.sign_file,
  };
  const label = labels[question.type] ?? words.choose_file;
  return (
    <div class="file">
      <label class="button">
        <input id={id} type="file" accept={ACCEPT[question.type]} aria-describedby={describedBy} aria-invalid={wrong}
          aria-label={label} aria-labelledby={`${labelId} ${id}-say`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void keep(file, file.name);
          }} />
        <span id={`${id}-say`}>{label}</span>
      </label>
      <Kept {...props} />
    </div>
  );
}

/** The name that is recorded, which may also be typed, with the picture if it is kept here. */
export function Kept(props: WidgetProps) {
  const { cell, id, answer } = props;
  const { words, media } = useInterview();
  const name = textOf(cell.value);
  const [url, setUrl] = useState<string | null>(null);
  const { shown, type, flush } = useTyping(name, answer);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    setUrl(null);
    if (media && name !== "") {
      void media.get(name).then((content) => {
        if (left || !content?.type.startsWith("image/")) return;
        made = URL.createObjectURL(content);
        setUrl(made);
      });
    }
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [media, name]);
  return (
    <div class="kept">
      {url && <img src={url} alt={name} />}
      <label>
        <span>{words.file_name}</span>
        <input id={`${id}-name`} type="text" autocomplete="off" value={shown} onBlur={flush}
          onInput={(event) => type(event.currentTarget.value)} />
      </label>
    </div>
  );
}
