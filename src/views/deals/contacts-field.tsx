import { Button, Field, Input, Select } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import { buyingRole } from "../../contract/deal-parts.ts";
import { useT } from "../../ui/language/language.tsx";
import type { ContactDraft, Wrong } from "./deal-draft.ts";
import styles from "./new-deal.module.css";

type Props = {
  contacts: readonly ContactDraft[];
  wrong: Wrong;
  onChange: (contacts: ContactDraft[]) => void;
};

/** The client's people who are known already. */
export function ContactsField({ contacts, wrong, onChange }: Props) {
  const t = useT();
  const add = () => onChange([...contacts, { key: crypto.randomUUID(), name: "", address: "", role: null }]);
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("field.contacts")}</legend>
      {contacts.map((contact, place) => (
        <ContactLine
          key={contact.key}
          contact={contact}
          isNameWrong={wrong.has(`contacts.${place}.name`)}
          isAddressWrong={wrong.has(`contacts.${place}.address`)}
          onChange={(part) =>
            onChange(contacts.map((one) => (one.key === contact.key ? { ...one, ...part } : one)))
          }
          onRemove={() => onChange(contacts.filter((one) => one.key !== contact.key))}
        />
      ))}
      <div>
        <Button icon={<AddRegular />} onClick={add}>
          {t("field.contactAdd")}
        </Button>
      </div>
    </fieldset>
  );
}

type LineProps = {
  contact: ContactDraft;
  isNameWrong: boolean;
  isAddressWrong: boolean;
  onChange: (part: Partial<ContactDraft>) => void;
  onRemove: () => void;
};

function ContactLine({ contact, isNameWrong, isAddressWrong, onChange, onRemove }: LineProps) {
  const t = useT();
  const error = (sentence: string) => ({ validationMessage: sentence, validationState: "error" }) as const;
  return (
    <div className={styles["line"]}>
      <Field label={t("field.contactName")} {...(isNameWrong && error(t("field.contactNameWrong")))}>
        <Input
          value={contact.name}
          maxLength={120}
          onChange={(_event, { value }) => onChange({ name: value })}
        />
      </Field>
      <Field label={t("field.contactAddress")} {...(isAddressWrong && error(t("field.contactAddressWrong")))}>
        <Input
          type="email"
          value={contact.address}
          maxLength={320}
          onChange={(_event, { value }) => onChange({ address: value })}
        />
      </Field>
      <Field label={t("field.contactRole")}>
        <Select
          value={contact.role ?? ""}
          onChange={(_event, { value }) => onChange({ role: value === "" ? null : buyingRole.parse(value) })}
        >
          <option value="">{t("field.contactRoleNone")}</option>
          {buyingRole.options.map((role) => (
            <option key={role} value={role}>
              {t(`buying.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        className={styles["fixed"]}
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t("field.remove", { name: contact.name || t("field.contactNew") })}
        onClick={onRemove}
      />
    </div>
  );
}
