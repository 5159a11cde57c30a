import { draw } from "./three-components.tsx";

draw();
