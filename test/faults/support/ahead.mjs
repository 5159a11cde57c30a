// Loaded before a program of ours (node --import): its clock runs AHEAD_MS milliseconds ahead of the machine's.
import process from "node:process";

const aheadMs = Number(process.env["AHEAD_MS"]);
const MachineDate = Date;

globalThis.Date = class extends MachineDate {
  constructor(...parts) {
    if (parts.length === 0) super(MachineDate.now() + aheadMs);
    else super(...parts);
  }

  static now() {
    return MachineDate.now() + aheadMs;
  }
};
