import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { addContact, removeContact } from "../../src/contract/contact-from-mail.ts";
import { listDeals } from "../../src/contract/deals.ts";
import { handOver, previewHandOver, undoHandOver } from "../../src/contract/hand-overs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { answerConversation, checkMessage, type Reading, settleIncident } from "../../src/contract/voice.ts";
import { MessagePanel } from "../../src/views/voice/message-panel.tsx";
import { barriers, overflow, reachedByTab } from "./support/barriers.ts";
import { anna, aroundAnna, bypass, cards, drafts, elena, ivan, volkov } from "./support/cast.ts";
import { languages, spoken } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const mail = { messageId: "AAMk-delivery", isShared: false };
const read = (...readings: Reading[]) => ({ readings, sender: volkov, others: [elena.name] });
const judged = (verdict: Partial<Reading["verdict"]>): Reading => ({
  ...bypass,
  verdict: { ...bypass.verdict, ...verdict },
  incident: null,
});
const serving = (
  check: Answer,
  more: readonly (readonly [Parameters<typeof fakeServer>[0][number][0], Answer])[] = [],
  sent: object = {},
) =>
  fakeServer([
    ...more,
    [checkMessage, check],
    [listDeals, { deals: cards }],
    [answerConversation, { readings: [] }],
    [settleIncident, { ...aroundAnna, state: "dismissed" }],
    [previewHandOver, drafts],
    [handOver, { forwarded: true, replied: true, ...sent }],
  ]);
const showPanel = (check: Answer, how: Partial<Showing> = {}) =>
  show(<MessagePanel item={mail} />, { server: serving(check), width: 320, me: ivan.id, ...how });

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);
  const isSound = async () => {
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  };

  test("without a mail the panel says what it is for", async () => {
    await show(<MessagePanel item={null} />, { server: serving(read()), language, width: 320 });
    await expect.element(page.getByText(say("No mail is selected", "Письмо не выбрано"))).toBeVisible();
    await isSound();
  });

  test("a mail in a shared mailbox is not read, and the panel says why", async () => {
    const server = serving(read(bypass));
    await show(<MessagePanel item={{ ...mail, isShared: true }} />, { server, language, width: 320 });
    const title = say("This mail is in a shared mailbox", "Это письмо в общем ящике");
    await expect.element(page.getByText(title)).toBeVisible();
    expect(server.asked).toEqual([]);
    await isSound();
  });

  test("while the rule reads the mail, the shape of its word is shown", async () => {
    await showPanel("never", { language });
    await expect.element(page.getByRole("status", { name: say("Loading", "Загружается") })).toBeVisible();
    await isSound();
  });

  test("a mail that cannot be read is told to be so", async () => {
    await showPanel(new Problem("mail.unreadable", "no"), { language });
    await expect
      .element(page.getByText(say("This mail cannot be read.", "Это письмо не прочитать."), { exact: false }))
      .toBeVisible();
    await isSound();
  });

  test("a mail around the spokesperson shows who speaks, who was left out, and one main step", async () => {
    await showPanel(read(bypass), { language });
    await expect.element(page.getByText(say("Anna Kern speaks", "Говорит Anna Kern"))).toBeVisible();
    const sentence = say(
      "Sergei Volkov wrote to you and Елена Соколова; Anna Kern was left out.",
      "Sergei Volkov пишет в обход: Anna Kern не в числе получателей. Письмо получили: вы и Елена Соколова.",
    );
    await expect.element(page.getByText(sentence)).toBeVisible();
    await isSound();
  });

  test("a mail in order is one quiet line", async () => {
    await showPanel(read(judged({ kind: "heard", reason: "on-to" })), { language });
    await expect.element(page.getByText(/Line 4 modernisation: .*Anna Kern/)).toBeVisible();
    expect(page.getByRole("button").elements()).toEqual([]);
    await isSound();
  });

  test("a stranger's mail can be put to one of the reader's deals", async () => {
    const server = serving({
      readings: [],
      sender: { name: "", address: "new@elsewhere.example" },
      others: [],
    });
    await show(<MessagePanel item={mail} />, { server, language, width: 320 });
    const question = say("Is this about one of your deals?", "Это об одной из ваших сделок?");
    await expect.element(page.getByLabelText(question)).toBeVisible();
    await isSound();
    await page.getByLabelText(question).selectOptions("Line 4 modernisation");
    await page.getByRole("button", { name: say("It is about this deal", "Об этой сделке") }).click();
    await expect
      .poll(() => server.asked.find(({ path }) => path === answerConversation.path)?.input.body)
      .toEqual({ messageId: mail.messageId, about: { deal: cards[0]?.id } });
  });
});

test("whoever speaks and has the mail reads that it is theirs", async () => {
  await showPanel(read(judged({ kind: "heard", reason: "on-to" })), { me: anna.id });
  await expect.element(page.getByText(/you speak, and you have this mail/)).toBeVisible();
});

test.each(languages)("what her deputy has is said of the deputy, in %s", async (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);
  const heard = { ...judged({ kind: "heard", reason: "deputy" }), deputy: elena, heardBy: elena };
  await showPanel(read(heard), { language });
  await expect
    .element(
      page.getByText(
        say(
          "Line 4 modernisation: Елена Соколова stands in, and has this mail.",
          "Line 4 modernisation: это письмо есть у того, кто замещает (Елена Соколова).",
        ),
      ),
    )
    .toBeVisible();
  await showPanel(read(heard), { language, me: elena.id });
  await expect
    .element(
      page.getByText(
        say(
          "Line 4 modernisation: you stand in, and you have this mail.",
          "Line 4 modernisation: замещаете вы, и письмо у вас есть.",
        ),
      ),
    )
    .toBeVisible();
});

test("whoever spoke when the mail was sent is named, though another speaks by now", async () => {
  await showPanel(read({ ...judged({ kind: "heard", reason: "on-to" }), heardBy: elena }), { me: elena.id });
  await expect.element(page.getByText("Line 4 modernisation: Елена Соколова has this mail.")).toBeVisible();
});

test("the panel is worked by keyboard, the main step first", async () => {
  await showPanel(read(bypass));
  await expect.element(page.getByRole("button", { name: "Hand to Anna Kern" })).toBeVisible();
  expect(await reachedByTab(() => userEvent.tab())).toEqual([
    "Hand to Anna Kern",
    "Not about this deal",
    "Delegate the topic",
  ]);
});

test("two clicks hand the mail over: both texts are shown, and sent as they were left", async () => {
  const server = serving(read(bypass));
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await page.getByRole("button", { name: "Hand to Anna Kern" }).click();
  const note = page.getByLabelText("To Anna Kern, with the mail");
  await expect.element(note).toHaveValue(drafts.toSpeaker.note);
  await expect.element(page.getByLabelText("To Sergei Volkov")).toHaveValue(drafts.toClient.text);
  expect(await barriers()).toEqual([]);
  expect(overflow()).toBe(0);
  await note.fill("Anna, Volkov asks about dates.");
  await page.getByRole("button", { name: "Send both" }).click();
  await expect.element(page.getByText("Anna Kern has the mail, and the client has an answer.")).toBeVisible();
  const sent = server.asked.filter(({ path }) => path === handOver.path).map(({ input }) => input.body);
  expect(sent).toEqual([
    {
      key: expect.any(String),
      messageId: mail.messageId,
      dealId: bypass.deal.id,
      note: "Anna, Volkov asks about dates.",
      reply: drafts.toClient.text,
      sendAfter: 5,
    },
  ]);
});

test("while both texts wait they can be taken back, and the mail is to be handed over again", async () => {
  const undo = { key: crypto.randomUUID(), seconds: 30 };
  const server = serving(read(bypass), [[undoHandOver, { undone: true }]], { undo });
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await page.getByRole("button", { name: "Hand to Anna Kern" }).click();
  await page.getByRole("button", { name: "Send both" }).click();
  await expect.element(page.getByText("Both go out in a few seconds.")).toBeVisible();
  expect(await barriers()).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByRole("button", { name: "Hand to Anna Kern" })).toBeVisible();
  const asked = server.asked.find(({ path }) => path === undoHandOver.path);
  expect(asked?.input.body).toEqual({ key: undo.key });
});

test("it is said to be out when the server says so, not when the time is up", async () => {
  const replies = [1, 1, null].map((seconds) => ({
    ...{ forwarded: true, replied: true },
    undo: seconds === null ? null : { key: crypto.randomUUID(), seconds },
  }));
  const server = serving(read(bypass), [[handOver, () => replies.shift() as (typeof replies)[number]]]);
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await page.getByRole("button", { name: "Hand to Anna Kern" }).click();
  await page.getByRole("button", { name: "Send both" }).click();
  await expect.element(page.getByText(/^Anna Kern has the mail/)).toBeVisible();
  const asked = server.asked.filter(({ path }) => path === handOver.path).map(({ input }) => input.body);
  expect(asked).toEqual([asked[0], asked[0], asked[0]]);
});

test("what went out meanwhile is said to be out", async () => {
  const undo = { key: crypto.randomUUID(), seconds: 30 };
  const server = serving(read(bypass), [[undoHandOver, { undone: false }]], { undo });
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await page.getByRole("button", { name: "Hand to Anna Kern" }).click();
  await page.getByRole("button", { name: "Send both" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByText(/It went out already. Anna Kern has the mail/)).toBeVisible();
});

test.each(
  spoken([
    ["en", "Is this about one of your deals?", "Add Olga Lind to the client's people", "Undo"],
    ["ru", "Это об одной из ваших сделок?", "Добавить к людям клиента: Olga Lind", "Вернуть"],
  ] as const),
)(
  "a stranger becomes a person of the client's in two clicks, and that can be taken back (%s)",
  async (language, question, words, undo) => {
    const stranger = { name: "Olga Lind", address: "olga@free.example" };
    const server = serving({ readings: [], sender: stranger, others: [] }, [
      [addContact, { readings: [] }],
      [removeContact, { removed: true }],
    ]);
    await show(<MessagePanel item={mail} />, { server, language, width: 320 });
    await page.getByLabelText(question).selectOptions("Line 4 modernisation");
    await expect.element(page.getByRole("button", { name: words })).toBeEnabled();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: words }).click();
    const inputOf = (path: string) => server.asked.find((one) => one.path === path)?.input;
    const body = { id: expect.any(String), messageId: mail.messageId, dealId: cards[0]?.id };
    await expect.poll(() => inputOf(addContact.path)?.body).toEqual(body);
    await page.getByRole("button", { name: undo }).click();
    const { id } = (inputOf(addContact.path)?.body ?? {}) as { id?: string };
    await expect
      .poll(() => inputOf(removeContact.path)?.params)
      .toEqual({ dealId: cards[0]?.id, contactId: id });
  },
);

test("the client need not be answered, and an empty answer cannot be sent", async () => {
  const server = serving(read(bypass));
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await page.getByRole("button", { name: "Hand to Anna Kern" }).click();
  await page.getByLabelText("To Sergei Volkov").fill(" ");
  await expect.element(page.getByRole("button", { name: "Send both" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "Answer the client too" }).click();
  await page.getByRole("button", { name: "Pass it on" }).click();
  await expect
    .poll(() => server.asked.find(({ path }) => path === handOver.path)?.input.body)
    .toMatchObject({ reply: null });
});

test("a refused hand-over keeps what was typed, and the next try bears the same key", async () => {
  const answers: (object | Error)[] = [new Problem("graph.busy", "no")];
  const server = fakeServer([
    [checkMessage, read(bypass)],
    [previewHandOver, drafts],
    [handOver, () => answers.shift() ?? { forwarded: true, replied: true }],
  ]);
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await page.getByRole("button", { name: "Hand to Anna Kern" }).click();
  await page.getByLabelText("To Anna Kern, with the mail").fill("Mine");
  await page.getByRole("button", { name: "Send both" }).click();
  await expect.element(page.getByText(/Microsoft 365 is busy/)).toBeVisible();
  await expect.element(page.getByLabelText("To Anna Kern, with the mail")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Send both" }).click();
  await expect.element(page.getByText(/the client has an answer/)).toBeVisible();
  const keys = server.asked
    .filter(({ path }) => path === handOver.path)
    .map(({ input }) => (input.body as { key: string }).key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test("a mail that may be about several deals asks which, and remembers it for the conversation", async () => {
  const unsure = judged({ kind: "unclear", reason: "which-deal" });
  const other = { ...unsure, deal: { ...unsure.deal, id: cards[1]?.id ?? "", name: "Nordic rollout" } };
  const server = serving(read(unsure, other));
  await show(<MessagePanel item={mail} />, { server, width: 320, me: ivan.id });
  await expect.element(page.getByText(/may be about 2 deals/)).toBeVisible();
  await page
    .getByRole("article", { name: "Nordic rollout" })
    .getByRole("button", { name: "It is about this deal" })
    .click();
  await expect.element(page.getByText("Remembered for this conversation")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  const answers = () =>
    server.asked.filter(({ path }) => path === answerConversation.path).map(({ input }) => input.body);
  await expect.poll(answers).toEqual([
    { messageId: mail.messageId, about: { deal: cards[1]?.id } },
    { messageId: mail.messageId, about: null },
  ]);
});

test("a mail that somebody settled says who has it", async () => {
  await showPanel(read({ ...bypass, incident: { id: aroundAnna.id, state: "taken" } }));
  await expect.element(page.getByText("Anna Kern took it over")).toBeVisible();
});

test.each(["dark", "contrast"] as const)("the panel stays readable in the %s theme", async (theme) => {
  await showPanel(read(bypass), { theme });
  await expect.element(page.getByRole("button", { name: "Hand to Anna Kern" })).toBeVisible();
  expect(await barriers("colours")).toEqual([]);
});

test("a sender who looks like a client is warned of, and is not to be added by a slip", async () => {
  const stranger = { name: "", address: "x@stee1works.example" };
  const server = serving({ readings: [], sender: stranger, others: [], resembles: "steelworks.example" });
  await show(<MessagePanel item={mail} />, { server, width: 320 });
  await expect.element(page.getByText(/looks like steelworks.example, but it is another one/)).toBeVisible();
  expect(page.getByRole("button").elements()).toEqual([]);
  expect(await barriers()).toEqual([]);
});

test.each(
  spoken([
    ["en", "Anna Kern is away; Елена Соколова stands in.", "Hand to Елена Соколова"],
    ["ru", "Anna Kern: в отъезде. Замещает Елена Соколова.", "Передать: Елена Соколова"],
  ] as const),
)(
  "while the spokesperson is away, the mail goes to whoever stands in (%s)",
  async (language, words, hand) => {
    await showPanel(read({ ...bypass, deputy: elena }), { language });
    await expect.element(page.getByText(words)).toBeVisible();
    await expect.element(page.getByRole("button", { name: hand })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  },
);
