import { Select } from "@fluentui/react-components";
import { useSurroundings } from "../../ui/surroundings.tsx";

type Props = { label: string; none: string; value: string; onChange: (zone: string) => void };

/** An IANA zone, "" while nobody chose one; `none` says that. */
export function ZoneSelect({ label, none, value, onChange }: Props) {
  const { zone: mine } = useSurroundings();
  const zones = Intl.supportedValuesOf("timeZone");
  const all = zones.includes(mine) ? zones : [mine, ...zones];
  return (
    <Select aria-label={label} value={value} onChange={(_event, { value: zone }) => onChange(zone)}>
      <option value="">{none}</option>
      {all.map((each) => (
        <option key={each} value={each}>
          {each.replaceAll("_", " ")}
        </option>
      ))}
    </Select>
  );
}
