// Teams on the web as a tab sees it: the window above the tab, which answers what teams-js posts to it.
// A call is {id, uuidAsString, func, args}; its answer repeats both ids; an event is {func, args}.
import { fetchToken } from "./token.js";

/** What this host says it can do. A tab must ask before it relies on anything that is not listed. */
const runtime = {
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: {
    app: {},
    appInstallDialog: {},
    calendar: {},
    call: {},
    chat: {},
    clipboard: {},
    dialog: { card: { bot: {} }, update: {}, url: { bot: {}, parentCommunication: {} } },
    pages: { appButton: {}, backStack: {}, config: {}, currentApp: {}, tabs: {} },
    people: {},
    profile: {},
    stageView: {},
    teamsCore: {},
  },
};

class Teams {
  /**
   * What a test may look at. `state` is "silent" until the tab says that it loaded, succeeded or failed.
   * @type {{ calls: string[], unanswered: string[], links: string[], state: string, failure: unknown, saveable: boolean, configuration: object | null }}
   */
  record = {
    calls: [],
    unanswered: [],
    links: [],
    state: "silent",
    failure: null,
    saveable: false,
    configuration: null,
  };
  #handlers = new Set();
  #saved = null;

  constructor(setup) {
    this.setup = setup;
    this.origin = new URL(setup.url).origin;
    this.frame = document.createElement("iframe");
    this.frame.id = "app";
    this.frame.title = "One Voice";
    this.frame.allow = "clipboard-write";
    this.frame.src = setup.url;
    addEventListener("message", (event) => this.#hear(event));
    document.querySelector("#place").textContent = setup.place;
    document.body.append(this.frame);
    this.#paint();
  }

  setTheme(theme) {
    this.setup.context.theme = theme;
    this.#paint();
    if (this.#handlers.has("themeChange")) this.#raise("themeChange", theme);
  }

  refuse(reason) {
    this.setup.refusal = reason;
  }

  /** The person presses Save on the configuration page. Resolves with what the tab had saved; rejects with its reason. */
  save() {
    return new Promise((resolve, reject) => {
      this.#saved = { resolve, reject };
      this.#raise("settings.save", {});
    });
  }

  #paint() {
    document.body.dataset.theme = this.setup.context.theme;
  }

  #raise(func, ...args) {
    this.#post({ func, args });
  }

  #post(message) {
    this.frame.contentWindow.postMessage(message, this.origin);
  }

  #hear({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== this.origin || typeof data?.func !== "string")
      return;
    const { func, args = [], id, uuidAsString } = data;
    this.record.calls.push(func);
    const answer = this.#answers[func];
    if (!answer) return void this.record.unanswered.push(func);
    const monotonicTimestamp = performance.timeOrigin + performance.now();
    answer((...reply) => this.#post({ id, uuidAsString, args: reply, monotonicTimestamp }), ...args);
  }

  #answers = {
    initialize: (reply) => reply(this.setup.frameContext, "web", JSON.stringify(runtime), "2.58.0"),
    getContext: (reply) => reply({ ...this.setup.context, frameContext: this.setup.frameContext }),
    registerHandler: (_reply, name) => this.#handlers.add(name),
    executeDeepLink: (reply, url) => {
      const sound = /^(https|msteams):/.test(url);
      if (sound) this.record.links.push(url);
      sound ? reply(true) : reply(false, "Invalid deep link");
    },
    "authentication.getAuthToken": (reply, _resources, claims) => {
      if (this.setup.refusal) return reply(false, this.setup.refusal);
      fetchToken(this.setup.person, claims?.[0] ?? null).then(
        (token) => reply(true, token),
        (error) => reply(false, error.message),
      );
    },
    "appInitialization.appLoaded": () => this.#reach("loaded"),
    "appInitialization.success": (reply) => {
      this.#reach("success");
      reply();
    },
    "appInitialization.failure": (_reply, failure) => this.#reach("failure", failure),
    "appInitialization.expectedFailure": (_reply, failure) => this.#reach("failure", failure),
    "settings.setValidityState": (_reply, valid) => {
      this.record.saveable = valid;
    },
    "settings.setSettings": (reply, configuration) => {
      this.record.configuration = configuration;
      reply(true);
    },
    "settings.getSettings": (reply) => reply(this.record.configuration ?? {}),
    "settings.save.success": () => this.#saved?.resolve(this.record.configuration),
    "settings.save.failure": (_reply, reason) => this.#saved?.reject(new Error(reason)),
  };

  #reach(state, failure = null) {
    Object.assign(this.record, { state, failure });
  }
}

window.openHost = (setup) => {
  window.host = new Teams(setup);
};
