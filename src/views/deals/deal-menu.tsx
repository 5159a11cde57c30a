import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import {
  ArchiveRegular,
  EditRegular,
  FlagRegular,
  MoreHorizontalRegular,
  PeopleEditRegular,
} from "@fluentui/react-icons";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import { useT } from "../../ui/language/language.tsx";
import type { DealWindowName } from "./deal-window.tsx";
import { useArchiving } from "./use-archiving.ts";

/** What the account manager can do with the deal as a whole. */
export function DealMenu({ deal, open }: { deal: Deal; open: (name: DealWindowName) => void }) {
  const t = useT();
  const { archive, isPending } = useArchiving(deal);
  const isOver = isClosed(deal.stage);
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<MoreHorizontalRegular />} aria-label={t("menu.title")} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<EditRegular />} disabled={isOver} onClick={() => open("edit")}>
            {t("menu.edit")}
          </MenuItem>
          <MenuItem icon={<PeopleEditRegular />} disabled={isOver} onClick={() => open("team")}>
            {t("menu.team")}
          </MenuItem>
          <MenuDivider />
          <MenuItem icon={<FlagRegular />} disabled={isOver} onClick={() => open("close")}>
            {t("menu.close")}
          </MenuItem>
          <MenuItem icon={<ArchiveRegular />} disabled={isPending} onClick={() => archive(!deal.archived)}>
            {t(deal.archived ? "archive.fetch" : "archive.do")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
