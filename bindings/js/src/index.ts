// monev in the browser and in Node: conduct an interview with a compiled instrument, get a checked record and exact scores.

export { Engine, Interview } from "./engine.js";
export type * from "./form.js";
export type * from "./protocol.js";
export type * from "./why.js";
