import { draw } from "./three-components.tsx";

// As every add-in begins: nothing is drawn before Outlook is known.
await Office.onReady();
draw();
