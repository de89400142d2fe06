import DataLoader from "dataloader";
import type { Kysely } from "kysely";
import type { Viewer } from "../access/viewer.ts";
import type { Entities, ResponseDetail, StoredResponse } from "../plan/entities.ts";
import type { Database } from "./database.ts";
import { countOrganisations, findOrganisation, findOrganisations } from "./organisation-query.ts";
import { findResponse, findResponses, loadDetails } from "./response-page-query.ts";
import { findWeightings } from "./weighting-query.ts";

/** For one operation of a viewer. */
export function createEntities(db: Kysely<Database>, viewer: Viewer): Entities {
  const details = (kind: "text" | "number") =>
    new DataLoader<StoredResponse, readonly ResponseDetail[]>((responses) => loadDetails(db, kind, responses));
  const texts = details("text");
  const numbers = details("number");
  const weightings = new DataLoader((instrumentIds: readonly number[]) => findWeightings(db, instrumentIds));
  return {
    organisations: (query, part) => findOrganisations(db, viewer, query, part),
    countOrganisations: (query) => countOrganisations(db, viewer, query),
    organisation: (code) => findOrganisation(db, viewer, code),
    responses: (query, part) => findResponses(db, viewer, query, part),
    response: (name) => findResponse(db, viewer, name),
    weightings: (instrumentId) => weightings.load(instrumentId),
    texts: (response) => texts.load(response),
    numbers: (response) => numbers.load(response),
  };
}
