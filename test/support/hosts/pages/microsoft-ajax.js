// The few names of Microsoft's Ajax library without which office.js does not start on the web.
const fail = (kind) => (detail) => new Error(`${kind}: ${detail ?? ""}`);

window.Type = Function;
Type.registerNamespace = (path) => {
  path.split(".").reduce((space, name) => {
    space[name] ??= {};
    return space[name];
  }, window);
};
Type.prototype.registerClass = function () {
  return this;
};
Function._validateParams = () => null;
Function.createDelegate = (owner, method) => method.bind(owner);

window.Sys = {
  Debug: { trace() {} },
  EventArgs: class {},
  Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
  StringBuilder: class {
    #text = "";
    append(more) {
      this.#text += more;
    }
    toString() {
      return this.#text;
    }
  },
};

for (const kind of [
  "argument",
  "argumentNull",
  "argumentOutOfRange",
  "argumentType",
  "parameterCount",
  "invalidOperation",
  "notImplemented",
]) {
  Error[kind] = fail(kind);
}
Error.create = (message, details) => Object.assign(new Error(message), details);
String.format = (pattern, ...values) => pattern.replace(/\{(\d+)\}/g, (_all, place) => values[Number(place)]);
