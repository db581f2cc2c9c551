import { fr } from "../../fr";
import { back, go, route } from "../../store/route";
import { Sheet } from "../../ui/Sheet/Sheet";
import { DirectoryLink } from "./DirectoryLink";
import { Filters } from "./Filters";

export function FiltersSheet() {
  return (
    <Sheet title={fr.filters.label} closeLabel={fr.close} onClose={back}>
      <Filters choose={(filter) => (filter === route.value.filter ? back() : go({ filter, sheet: null }, "replace"))} />
      <DirectoryLink />
    </Sheet>
  );
}
