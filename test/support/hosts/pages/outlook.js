// Outlook on the web as a side panel sees it: the window above the panel, which answers what office.js posts to it.
// Messages are JSON text. A request is {_messageType: 0, _actionName, _actionType: 0 call | 1 listen | 2 stop, _data};
// an answer repeats its ids with _messageType 1 and _responseType 0; an event has _responseType 1.
import { answerBroker } from "./broker.js";
import { initialData } from "./outlook-item.js";
import { methods } from "./outlook-methods.js";

const conversation = "conversation-1";
/** Calls that only tell the host something: telemetry and consent. */
const remarks = new Set([40, 163, 193, 400, 401, 402, 403]);

class Outlook {
  /** What a test may look at. `opened` holds the forms that the panel asked for, by office.js's number. */
  record = { calls: [], unanswered: [], opened: [], notices: {}, completed: [], tokens: 0 };
  #listening = new Set();

  constructor(setup) {
    this.setup = setup;
    this.origin = new URL(setup.url).origin;
    this.frame = document.createElement("iframe");
    this.frame.id = "app";
    this.frame.title = "One Voice";
    this.frame.name = JSON.stringify({
      hostInfo: `Outlook|Web|16.01|${setup.locale.toLowerCase()}|session-1|||`,
      xdmInfo: `${conversation}|panel-1|${location.origin}`,
      serializerVersion: 1,
    });
    this.frame.src = setup.url;
    addEventListener("message", (event) => this.#hear(event));
    document.body.append(this.frame);
    this.#paint();
  }

  /** The person clicks on another message, or on nothing. A pinned panel hears of it; another is left as it was. */
  select(item) {
    this.setup.item = item;
    this.#paint();
    this.#raise("olkItemSelectedChanged", item ? initialData(this.setup) : "");
  }

  /** Colours are "#rrggbb"; the wire wants numbers. */
  setTheme(theme) {
    const numbers = Object.entries(theme).map(([name, color]) => [name, Number.parseInt(color.slice(1), 16)]);
    this.#raise("officeThemeChanged", [JSON.stringify(Object.fromEntries(numbers))]);
  }

  /** Runs a function of the add-in by the name in its manifest, as a ribbon button or an event such as sending does. */
  invoke(name, event) {
    const payload = JSON.stringify(event ?? { source: { id: name } });
    this.#post({
      _actionName: "appCommandInvoked",
      _correlationId: 0,
      _responseType: 1,
      _data: [crypto.randomUUID(), name, payload],
    });
  }

  refuse(reason) {
    this.setup.refusal = reason;
  }

  #paint() {
    const { item } = this.setup;
    const write = (id, text) => {
      document.querySelector(id).textContent = text;
    };
    write("#subject", item?.subject ?? "");
    write("#people", item ? [item.from, ...item.to, ...item.cc].map(({ name }) => name).join(" · ") : "");
    write("#text", item?.body ?? "");
  }

  #raise(name, data) {
    if (this.#listening.has(name)) {
      this.#post({ _actionName: name, _correlationId: 0, _responseType: 1, _data: data });
    }
  }

  #post(message) {
    const frame = { _messageType: 1, _errorCode: 0, _serializerVersion: 1, _origin: location.origin };
    this.#send(JSON.stringify({ ...frame, _conversationId: conversation, ...message }));
  }

  #send(message) {
    this.frame.contentWindow.postMessage(message, this.origin);
  }

  #hear({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    if (data?.func === "nestedAppAuth.execute") {
      this.record.tokens += 1;
      return void answerBroker(this.setup, data.data).then((text) => this.#send({ args: [null, text] }));
    }
    const message = typeof data === "string" && data.startsWith("{") ? JSON.parse(data) : null;
    if (message?._messageType !== 0) return;
    const { _actionName, _correlationId } = message;
    const reply = (answer) => this.#post({ _actionName, _correlationId, _responseType: 0, _data: answer });
    if (message._actionType === 0) return void this.#answer(message, reply);
    this.#listening[message._actionType === 1 ? "add" : "delete"](_actionName);
    reply({ Error: 0 });
  }

  #answer({ _actionName: name, _data: data }, reply) {
    const call = data?.MethodData?.DispatchId ?? data?.DdaMethod?.DispatchId;
    this.record.calls.push(call === undefined ? name : `${name} ${call}`);
    if (name === "ContextActivationManager_notifyHost" || remarks.has(call)) return;
    if (name === "ContextActivationManager_getAppContextAsync") return reply(this.#context());
    if (name === "GetInitialData") return reply(this.setup.item ? initialData(this.setup) : null);
    if (name === "executeMethod" && call === 94) {
      this.record.completed.push(data);
      return reply({ Version: 1, Error: 0 });
    }
    const method = name === "ExecuteMethod" ? methods[call] : undefined;
    if (method) return reply(method(this.setup, data.ApiParams ?? {}, this.record));
    this.record.unanswered.push(`${name} ${call}`);
    return reply({ Version: 1, Error: 5001, wasSuccessful: false, error: true, errorCode: 9000 });
  }

  #context() {
    const { locale, mailbox, broker } = this.setup;
    const sets = {
      Mailbox: mailbox,
      DialogApi: "1.2",
      react: "1.0",
      ...(broker ? { NestedAppAuth: "1.1" } : {}),
    };
    return {
      _id: "panel-1",
      _appName: 64,
      _appVersion: "16.01",
      _appMinorVersion: 1,
      _appUILocale: locale,
      _dataLocale: locale,
      _docUrl: `${location.origin}/mail/`,
      _clientMode: 0,
      _settings: {},
      _reason: 1,
      _osfControlType: 0,
      _eToken: "",
      _correlationId: "session-1",
      _appInstanceId: "instance-1",
      _requirementMatrix: JSON.stringify(sets),
      _hostFullVersion: "20260000.00",
      _clientWindowHeight: 700,
      _clientWindowWidth: 320,
      _addinName: "One Voice",
      _appDomains: [this.origin],
      _dialogRequirementMatrix: "{}",
      _featureGates: {},
      _initialDisplayMode: 0,
    };
  }
}

window.openHost = (setup) => {
  window.host = new Outlook(setup);
};
