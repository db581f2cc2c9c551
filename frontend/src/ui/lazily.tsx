/** A component that is fetched when it is first shown: the page starts without it. */
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

type Loaded<Props> = FunctionComponent<Props> | null;

/**
 * `fallback` is said when it cannot be fetched; shown again, it is tried again. A component as fallback
 * stands in its place until it is there, and where it cannot be fetched.
 */
export function lazily<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  fallback: string | FunctionComponent<Props>,
) {
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
    const Shown = Component ?? (typeof fallback === "function" ? fallback : null);
    if (Shown) return <Shown {...props} />;
    return failed ? <p role="alert">{fallback}</p> : null;
  };
}
