import { render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./screens/App";
import { followTheme } from "./screens/theme";
import { begin } from "./store/begin";
import { followLayout } from "./ui/Layout/layout";

followTheme();
followLayout();
begin();
render(<App />, document.getElementById("app") as HTMLElement);
