import { MARK } from "@klik/metrics-core/columns";
import { InputError, type InputIssue } from "../input-error.ts";
import type { Instrument } from "../instrument/store.ts";
import { type AnswerReader, type AnswerSheet, answerReader, choicesReader } from "./answer-reader.ts";
import {
  momentReader,
  readAttributes,
  readAudience,
  readCode,
  readMomentField,
  readRequired,
  readText,
  readWeight,
} from "./field-reader.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { type Mapping, questionsOf } from "./mapping.ts";
import { type Problem, problem } from "./problem.ts";
import type { OrganisationRef, ReadRow, RefColumns } from "./response-draft.ts";
import { type Cells, ColumnIndex, templateReader, type ValueReader, valueReader } from "./value-reader.ts";

export interface RowReader {
  read(row: { readonly line: number; readonly raw: string; readonly cells: Cells }): ReadRow;
}

/** Columns that `klik import --rejected` adds; they are passed over when its file is sent again. */
export const REJECTED_COLUMNS = [
  "rejected_line",
  "rejected_column",
  "rejected_code",
  "rejected_reason",
  "rejected_raw",
] as const;

interface RowReaderOptions {
  readonly operatorZone: string;
  /** Whether columns can come and go from row to row: then a column that is not there is empty, and one that nobody reads is the row's problem. */
  readonly open: boolean;
}

/**
 * Makes the reader of rows with these columns: every value is read once, by a function that knows its place.
 *
 * @throws InputError `MAPPING_INVALID` when a mapped column is not there, or when nobody reads a column
 */
export function rowReader(
  instrument: Instrument,
  mapping: Mapping,
  columns: readonly string[],
  options: RowReaderOptions,
): RowReader {
  const index = new ColumnIndex(columns);
  const { externalId, organisation, respondedAt } = mapping;
  const readers = {
    externalId:
      "template" in externalId
        ? templateReader(externalId.template, index, IMPORT_LIMITS.externalId)
        : valueReader(externalId, index),
    organisation: valueReader(organisation, index),
    organisationName: valueReader("name" in organisation ? organisation.name : undefined, index),
    sector: valueReader("sector" in organisation ? organisation.sector : undefined, index),
    respondedAt: valueReader(respondedAt, index),
    channel: valueReader(mapping.channel, index),
    touchpoint: valueReader(mapping.touchpoint, index),
    audience: valueReader(mapping.audience, index),
    weight: valueReader(mapping.weight, index),
    respondentKey: valueReader(mapping.respondentKey, index, true),
  };
  const attributes = Object.entries(mapping.attributes).map(([name, source]) => ({
    name,
    reader: valueReader(source, index),
  }));
  const answers = answerReaders(instrument, mapping, index);
  const unread = unreadColumns(index, mapping.ignore);
  if (!options.open) requireAllColumns(index, unread);

  const unreadPlaces = unread.map((column) => [column, columns.indexOf(column)] as const);
  const slots = Math.max(-1, ...instrument.questions.map((question) => question.slot)) + 1;
  const momentOf = momentReader({
    operatorZone: options.operatorZone,
    ...("zone" in respondedAt && respondedAt.zone !== undefined ? { zone: respondedAt.zone } : {}),
    ...("disambiguation" in respondedAt && respondedAt.disambiguation !== undefined
      ? { disambiguation: respondedAt.disambiguation }
      : {}),
  });
  const decimal = weightDecimal(mapping);
  const defaultAudience = instrument.unit === "employee" ? 2 : instrument.unit === "organisation" ? 3 : 1;
  const refColumns: RefColumns = {
    externalId: readers.externalId.column,
    organisation: readers.organisation.column,
    organisationName: readers.organisationName.column,
    sector: readers.sector.column,
    channel: readers.channel.column,
    touchpoint: readers.touchpoint.column,
    respondentKey: readers.respondentKey.column,
  };

  return {
    read({ line, raw, cells }) {
      const problems: Problem[] = [];
      const sheet: AnswerSheet = { scores: Buffer.alloc(slots, MARK.MISSING), texts: [], numbers: [], problems };
      const id = readRequired(readers.externalId, cells, problems, IMPORT_LIMITS.externalId);
      const organisationRef = readOrganisation(readers, cells, problems);
      const at = readMomentField(readers.respondedAt, momentOf, cells, problems);
      const channel = readCode(readers.channel, cells, problems);
      const touchpoint = readCode(readers.touchpoint, cells, problems);
      // A row that brings its own columns may leave these out, whatever the rows before it had.
      const isLeftOut = (reader: ValueReader): boolean => options.open && reader.read(cells, []) === "";
      const audience =
        mapping.audience === undefined || isLeftOut(readers.audience)
          ? defaultAudience
          : readAudience(readers.audience, cells, problems);
      const weight =
        mapping.weight === undefined || isLeftOut(readers.weight)
          ? "1"
          : readWeight(readers.weight, decimal, cells, problems);
      const key = readers.respondentKey.read(cells, problems);
      const read = readAttributes(attributes, cells, problems);
      for (const answer of answers) answer(cells, sheet);
      for (const [column, place] of unreadPlaces) {
        if ((cells[place] ?? "") !== "")
          problems.push(problem(column, "COLUMN_UNKNOWN", "a column that the mapping uses or ignores", column));
      }
      const common = {
        line,
        raw,
        organisation: organisationRef,
        channel,
        touchpoint,
        externalId: id,
        respondentKey: key === "" ? null : key,
        problems,
        columns: refColumns,
      };
      if (
        problems.length > 0 ||
        id === null ||
        organisationRef === null ||
        at === null ||
        audience === null ||
        weight === null
      ) {
        return { ...common, draft: null };
      }
      const draft = {
        externalId: id,
        organisation: organisationRef,
        respondedAt: at,
        channel,
        touchpoint,
        audience,
        weight,
        respondentKey: common.respondentKey,
        scores: withoutMissingEnd(sheet.scores),
        attributes: read,
        texts: sheet.texts,
        numbers: sheet.numbers,
      };
      return { ...common, draft };
    },
  };
}

/** How the weights are written; what a mapping translates them to has a point. */
function weightDecimal({ weight, decimal = "point" }: Mapping): "point" | "comma" {
  if (weight === undefined || !("decimal" in weight || "values" in weight)) return decimal;
  return weight.values === undefined ? (weight.decimal ?? decimal) : "point";
}

function answerReaders(instrument: Instrument, mapping: Mapping, columns: ColumnIndex): readonly AnswerReader[] {
  return Object.entries(mapping.questions).flatMap(([code, source]) => {
    const own = questionsOf(instrument, code);
    const decimal = ("decimal" in source ? source.decimal : undefined) ?? mapping.decimal ?? "point";
    if ("separator" in source) return [choicesReader(own, source, columns)];
    if ("options" in source) {
      const options = new Map(Object.entries(source.options));
      return own.flatMap((question) => {
        const option = options.get(question.reason?.option ?? "");
        return option === undefined
          ? []
          : [answerReader(question, { ...option, decimal, offScale: "reject" }, columns)];
      });
    }
    const offScale = "offScale" in source && source.offScale === "invalid" ? "invalid" : "reject";
    return own.map((question) => answerReader(question, { ...source, decimal, offScale }, columns));
  });
}

function unreadColumns({ columns, used }: ColumnIndex, ignore: readonly string[]): readonly string[] {
  const passed = new Set<string>([...ignore, ...REJECTED_COLUMNS]);
  return columns.filter((column) => !used.has(column) && !passed.has(column));
}

function requireAllColumns(columns: ColumnIndex, unread: readonly string[]): void {
  const issues: InputIssue[] = [];
  if (columns.absent.length > 0) {
    issues.push({
      path: "header",
      expected: `the columns ${columns.absent.join(", ")}`,
      got: `only ${columns.columns.join(", ")}`,
    });
  }
  if (unread.length > 0) {
    issues.push({
      path: "header",
      expected: "a use for every column (in the mapping, or in its list ignore)",
      got: `none for ${unread.join(", ")}`,
    });
  }
  if (issues.length > 0) throw new InputError("MAPPING_INVALID", "the columns do not fit the mapping", issues);
}

interface OrganisationReaders {
  readonly organisation: ValueReader;
  readonly organisationName: ValueReader;
  readonly sector: ValueReader;
}

function readOrganisation(readers: OrganisationReaders, cells: Cells, problems: Problem[]): OrganisationRef | null {
  const organisation = readRequired(readers.organisation, cells, problems, IMPORT_LIMITS.code);
  const name = readText(readers.organisationName, cells, problems, IMPORT_LIMITS.attribute);
  const sector = readCode(readers.sector, cells, problems);
  return organisation === null ? null : { code: organisation, name: name === "" ? null : name, sector };
}

/** Missing answers at the end need no bytes. */
function withoutMissingEnd(scores: Buffer): Buffer {
  let end = scores.length;
  while (end > 0 && scores[end - 1] === MARK.MISSING) end--;
  return scores.subarray(0, end);
}
