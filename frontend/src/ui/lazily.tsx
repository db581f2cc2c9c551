/** A component that is fetched when it is first shown: the page starts without it. */
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

type Loaded<Props> = FunctionComponent<Props> | null;

/** `fallback` is said when it cannot be fetched; shown again, it is tried again. */
export function lazily<Props extends object>(load: () => Promise<FunctionComponent<Props>>, fallback: string) {
  let known: Loaded<Props> = null;
  return function Lazily(props: Props) {
    const [{ Component, failed }, set] = useState<{ Component: Loaded<Props>; failed: boolean }>({ Component: known, failed: false });
    useEffect(() => {
      if (Component) return;
      load().then(
        (found) => set({ Component: (known = found), failed: false }),
        () => set({ Component: null, failed: true }),
      );
    }, []);
    if (Component) return <Component {...props} />;
    return failed ? <p role="alert">{fallback}</p> : null;
  };
}
