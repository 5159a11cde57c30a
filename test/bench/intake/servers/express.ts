import { answerExpress } from "../answering.ts";

// The limit of Express: the body is parsed and forgotten.
answerExpress(() => undefined);
