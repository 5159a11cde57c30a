// What a host puts into the add-in's own window so that msal-browser finds it: text goes up, answers come down.
window.nestedAppAuthBridge = (() => {
  const listeners = new Map();
  return {
    postMessage: (text) =>
      window.top.postMessage(
        { func: "nestedAppAuth.execute", data: text, args: [] },
        "https://outlook.office.com",
      ),
    addEventListener: (kind, listener) => {
      const hear = ({ source, origin, data }) => {
        const text = data?.args?.[1];
        const ours =
          source === window.top && origin === "https://outlook.office.com" && typeof text === "string";
        if (ours && text.includes("NestedAppAuthResponse")) listener(text);
      };
      listeners.set(listener, hear);
      window.addEventListener(kind, hear);
    },
    removeEventListener: (kind, listener) => window.removeEventListener(kind, listeners.get(listener)),
  };
})();
