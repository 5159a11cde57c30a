const levels = { Restricted: 0, ReadItem: 1, ReadWriteMailbox: 2, ReadWriteItem: 3 };
const user = 2;
const external = 3;

/** A person as office.js expects one; colleagues and strangers differ by their domain. */
export function recipient(setup, { name, address }) {
  const inside = address.split("@")[1] === setup.person.address.split("@")[1];
  return { name, address, recipientType: inside ? user : external };
}

/** What Outlook hands over about the selected item: office.js answers its plain properties from this. */
export function initialData(setup) {
  const { item, person } = setup;
  const all = (people) => people.map((who) => recipient(setup, who));
  return {
    hostVersion: "16.01",
    permissionLevel: levels[setup.permission],
    userDisplayName: person.name,
    userEmailAddress: person.address,
    userTimeZone: setup.windowsZone,
    userProfileType: "office365",
    ewsUrl: `${location.origin}/EWS/Exchange.asmx`,
    restUrl: `${location.origin}/api`,
    isRestIdSupported: true,
    timeZoneOffsets: [],
    owaView: "ThreeColumns",
    itemType: item.composing ? 4 : 1,
    id: item.composing ? undefined : item.id,
    subject: item.subject,
    normalizedSubject: item.subject.replace(/^((re|fw|fwd):\s*)+/i, ""),
    itemClass: "IPM.Note",
    conversationId: item.conversationId,
    internetMessageId: item.internetMessageId,
    dateTimeCreated: Date.parse(item.sentAt),
    dateTimeModified: Date.parse(item.sentAt),
    from: recipient(setup, item.from),
    sender: recipient(setup, item.sender ?? item.from),
    to: all(item.to),
    cc: all(item.cc),
    bcc: [],
    attachments: [],
  };
}
