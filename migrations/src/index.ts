import type { Migration } from "kysely";
import * as createOperator from "./20261122T0900_create_operator.ts";
import * as createCategories from "./20261122T0905_create_categories.ts";
import * as createOrganisation from "./20261122T0910_create_organisation.ts";
import * as createInstrument from "./20261122T0915_create_instrument.ts";
import * as createResponse from "./20261122T0920_create_response.ts";
import * as createImport from "./20261122T0925_create_import.ts";
import * as extendImport from "./20261122T1000_extend_import.ts";
import * as createChangeLog from "./20261122T1100_create_change_log.ts";
import * as createSegment from "./20261122T1105_create_segment.ts";
import * as logResponses from "./20261122T1110_log_responses.ts";
import * as logStoredResponses from "./20261122T1115_log_stored_responses.ts";
import * as createErasure from "./20261122T1200_create_erasure.ts";
import * as createIdempotentRequest from "./20261122T1205_create_idempotent_request.ts";
import * as createApiRole from "./20261122T1300_create_api_role.ts";
import * as isolateOrganisations from "./20261122T1301_isolate_organisations.ts";
import * as createApiKey from "./20261122T1302_create_api_key.ts";
import * as createFollowUp from "./20261122T1330_create_follow_up.ts";
import * as createWeighting from "./20261122T1345_create_weighting.ts";
import * as createCustomerOutcome from "./20261122T1350_create_customer_outcome.ts";
import * as nameRejectedResponses from "./20261122T1400_name_rejected_responses.ts";
import * as createWeightLog from "./20261122T1500_create_weight_log.ts";
import * as logWeights from "./20261122T1505_log_weights.ts";
import * as createMoment from "./20261122T1510_create_moment.ts";
import * as refuseMixedChanges from "./20261122T1515_refuse_mixed_changes.ts";
import * as createReader from "./20261122T1600_create_reader.ts";
import * as createReport from "./20261122T1601_create_report.ts";
import * as createBi from "./20261122T1602_create_bi.ts";

/** All changes of the schema, by file name, in the order in which they run. A change that was released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  "20261122T0900_create_operator": createOperator,
  "20261122T0905_create_categories": createCategories,
  "20261122T0910_create_organisation": createOrganisation,
  "20261122T0915_create_instrument": createInstrument,
  "20261122T0920_create_response": createResponse,
  "20261122T0925_create_import": createImport,
  "20261122T1000_extend_import": extendImport,
  "20261122T1100_create_change_log": createChangeLog,
  "20261122T1105_create_segment": createSegment,
  "20261122T1110_log_responses": logResponses,
  "20261122T1115_log_stored_responses": logStoredResponses,
  "20261122T1200_create_erasure": createErasure,
  "20261122T1205_create_idempotent_request": createIdempotentRequest,
  "20261122T1300_create_api_role": createApiRole,
  "20261122T1301_isolate_organisations": isolateOrganisations,
  "20261122T1302_create_api_key": createApiKey,
  "20261122T1330_create_follow_up": createFollowUp,
  "20261122T1345_create_weighting": createWeighting,
  "20261122T1350_create_customer_outcome": createCustomerOutcome,
  "20261122T1400_name_rejected_responses": nameRejectedResponses,
  "20261122T1500_create_weight_log": createWeightLog,
  "20261122T1505_log_weights": logWeights,
  "20261122T1510_create_moment": createMoment,
  "20261122T1515_refuse_mixed_changes": refuseMixedChanges,
  "20261122T1600_create_reader": createReader,
  "20261122T1601_create_report": createReport,
  "20261122T1602_create_bi": createBi,
};
