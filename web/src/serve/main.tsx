// The designer's screen of `monev serve`: the form as it will be asked, at the width of a phone or a desk, with the
// mistakes of the instrument, an inspector, the scores, the flow and a recorder of tests beside it.

import "../style.css";
import "./style.css";

import { render } from "preact";

import type { Form } from "../../../bindings/js/src/index.js";
import { Interview } from "../interview.js";
import { HttpTransport } from "../transport.js";
import { Designer } from "./designer.js";

async function main(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const transport = new HttpTransport(token);
  try {
    const form = (await (await transport.fetch("/form.json")).json()) as Form;
    const interview = new Interview(form, transport);
    await interview.resume();
    render(<Designer first={interview} transport={transport} token={token} />, root);
  } catch (error) {
    root.textContent = String(error instanceof Error ? error.message : error);
  }
}

void main();

