import { installChromium, installRealEditor } from "./install.ts";

console.log({ ...installRealEditor(), chromium: installChromium() });
