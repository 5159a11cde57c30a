import { recipient } from "./outlook-item.js";

const done = { wasSuccessful: true, error: false };
const value = (data) => ({ ...done, data });

const categoriesOf = (item) => item.categories.map((displayName) => ({ displayName, color: "Preset0" }));

const notify = (_setup, { key, ...notice }, record) => {
  record.notices[key] = notice;
  return done;
};

const openForm = (call) => (_setup, parameters, record) => {
  record.opened.push({ call, parameters });
  return done;
};

/** Outlook's side of the calls by which office.js asks about the item, under the numbers that it sends. */
export const methods = {
  3: ({ item }) => ({ ...done, customProperties: JSON.stringify(item.properties ?? {}) }),
  4: ({ item }, { customProperties }) => {
    item.properties = JSON.parse(customProperties);
    return done;
  },
  14: () => value(0),
  15: (setup, { recipientField }) => {
    const people = [setup.item.to, setup.item.cc, []][recipientField];
    return value(people.map((who) => recipient(setup, who)));
  },
  18: ({ item }) => value(item.subject),
  33: notify,
  34: (_setup, _parameters, { notices }) =>
    value(Object.entries(notices).map(([key, rest]) => ({ key, ...rest }))),
  35: notify,
  36: (_setup, { key }, { notices }) => {
    delete notices[key];
    return done;
  },
  37: ({ item }) => value(item.body),
  107: (setup) => value(recipient(setup, setup.item.from)),
  157: ({ item }) => value(categoriesOf(item)),
  158: ({ item }, { categories }) => {
    item.categories = [...new Set([...item.categories, ...categories])];
    return done;
  },
  159: ({ item }, { categories }) => {
    item.categories = item.categories.filter((name) => !categories.includes(name));
    return done;
  },
  168: ({ item }) => value(item.headers),
  ...Object.fromEntries(
    [7, 8, 9, 10, 11, 30, 31, 44, 177, 178, 179, 180, 181, 182, 183, 184].map((call) => [
      call,
      openForm(call),
    ]),
  ),
};
