import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests of whole programs, which wait much of their time: for one to start, to be missed, or for a page to draw itself. */
const WAITING = /\/test\/(faults|start|journeys)\//;

/** Begins with the tests that wait, so that others work meanwhile; at the end of a run they would wait alone. */
export default class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => WAITING.test(moduleId);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}
