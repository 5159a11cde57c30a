import { Learned } from "../ui/language/learned.tsx";
import { DigestChoice } from "../views/deals/digest-choice.tsx";
import { Frame } from "./frame.tsx";

/** The page on which a reader chooses what they hear, and when. */
export function DigestPage() {
  return (
    <Frame back>
      <Learned feature="deal-digest">
        <DigestChoice />
      </Learned>
    </Frame>
  );
}
