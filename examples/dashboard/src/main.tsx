import { render } from "preact";
import { App } from "./app.tsx";

const place = document.getElementById("page");
if (place === null) throw new Error("index.html: expected an element with id page, got none");
render(<App />, place);
