import { useLocation } from "wouter";
import { Learned } from "../ui/language/learned.tsx";
import { ImportDeals } from "../views/deals/import/import-deals.tsx";
import { Frame } from "./frame.tsx";

/** The page on which deals are brought in from a table. */
export function ImportPage() {
  const [, navigate] = useLocation();
  return (
    <Frame back>
      <Learned feature="deal-import">
        <ImportDeals onDone={() => navigate("/deals")} />
      </Learned>
    </Frame>
  );
}
