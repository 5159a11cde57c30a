import { answerBare } from "../answering.ts";

// The limit of Node: the body is parsed and forgotten.
answerBare(() => undefined);
