// A place on Earth: taken from the device, or typed in.

import { useState } from "preact/hooks";

import type { Raw } from "../../../bindings/js/src/index.js";
import { useInterview } from "../context.js";
import { ungrouped } from "../text.js";
import { useTyping } from "./typed.js";
import type { WidgetProps } from "./widget.js";

interface Point {
  readonly lat: string;
  readonly lon: string;
  readonly accuracy: string;
}

/** The recorded point; the record holds an object, or a text of two or three numbers. */
function pointOf(value: Raw): Point {
  if (typeof value === "string") {
    const [lat = "", lon = "", accuracy = ""] = value.split(/\s+/);
    return { lat, lon, accuracy };
  }
  const point = (value ?? {}) as { lat?: unknown; lon?: unknown; accuracy?: unknown };
  const text = (part: unknown) => (part === undefined || part === null ? "" : String(part));
  return { lat: text(point.lat), lon: text(point.lon), accuracy: text(point.accuracy) };
}

export function Place(props: WidgetProps) {
  const { cell, id, describedBy, wrong, answer } = props;
  const { words, spoken } = useInterview();
  const [state, setState] = useState<"" | "locating" | "failed">("");
  const recorded = pointOf(cell.value);
  const [half, setHalf] = useState<Partial<Point>>({});
  const point = { ...recorded, ...half };

  const record = (part: Partial<Point>) => {
    const next = { ...point, ...part };
    if (next.lat === "" && next.lon === "" && next.accuracy === "") {
      setHalf({});
      return answer(null);
    }
    if (next.lat === "" || next.lon === "") return setHalf({ ...half, ...part });
    setHalf({});
    const { accuracy, ...where } = next;
    answer(accuracy === "" ? where : next);
  };
  const locate = () => {
    setState("locating");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("");
        record({
          lat: coords.latitude.toFixed(7),
          lon: coords.longitude.toFixed(7),
          accuracy: String(Math.round(coords.accuracy)),
        });
      },
      () => setState("failed"),
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };
  const parts = [["lat", words.latitude], ["lon", words.longitude], ["accuracy", words.accuracy]] as const;
  return (
    <div class="place">
      {"geolocation" in navigator && (
        <button type="button" onClick={locate} disabled={state === "locating"}>
          {state === "locating" ? words.locating : words.locate}
        </button>
      )}
      {state === "failed" && <p class="note" role="status">{words.locate_failed}</p>}
      <div class="parts">
        {parts.map(([part, label], at) => (
          <Part key={part} id={at === 0 ? id : `${id}-${part}`} label={label} value={point[part]} wrong={wrong}
            describedBy={describedBy} record={(typed) => record({ [part]: ungrouped(typed, spoken) })} />
        ))}
      </div>
    </div>
  );
}

function Part(props: {
  id: string; label: string; value: string; wrong: boolean; describedBy: string | undefined;
  record(typed: string): void;
}) {
  const { shown, type, flush } = useTyping(props.value, props.record);
  return (
    <label>
      <span>{props.label}</span>
      <input id={props.id} type="text" inputMode="decimal" autocomplete="off" value={shown} onBlur={flush}
        aria-describedby={props.describedBy} aria-invalid={props.wrong}
        onInput={(event) => type(event.currentTarget.value, 2_000)} />
    </label>
  );
}
