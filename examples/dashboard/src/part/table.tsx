import { useReport } from "../report.ts";

export type Cell = string | number;

interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The numbers behind a plot, folded away until they are asked for. */
export function Table({ caption, head, rows }: TableProps) {
  const { text } = useReport();
  return (
    <details class="numbers">
      <summary>
        {text.table}
        <span class="hidden">: {caption}</span>
      </summary>
      {/* A wide table scrolls in itself, so whoever has no mouse must be able to get into it. */}
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <thead>
            <tr>
              {head.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((value, j) => (j === 0 ? <th scope="row">{value}</th> : <td key={j}>{value}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
