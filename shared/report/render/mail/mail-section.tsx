import type { Block, ViewCell, ViewColumn, ViewSection, ViewTable } from '../present/view.ts';
import { COLORS, STYLE, toneColor } from './mail-style.ts';

/** One section of the report, in a mail; its charts stay on the page, bars are coloured table cells. */
export const MailSection = ({ section }: { section: ViewSection }) => (
  <tr>
    <td class="pad" style={STYLE.section}>
      <h2 class="ink" style={STYLE.h2}>
        {section.title}
      </h2>
      {section.blocks.map((block) => (
        <MailBlock block={block} heading={section.title} />
      ))}
    </td>
  </tr>
);

function MailBlock({ block, heading }: { block: Block; heading: string }) {
  switch (block.kind) {
    case 'text':
      return (
        <p class="ink" style={STYLE.text}>
          {block.text}
        </p>
      );
    case 'lines':
      return (
        <ul style="margin:0 0 8px;padding:0 0 0 18px">
          {block.items.map((item) => (
            <li class="ink" style={STYLE.text}>
              {item}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <MailTable table={block.table} heading={heading} />;
    case 'chart':
      return null;
  }
}

/** A table that is a section of its own; names lead to the pages for people. */
export const MailFigures = ({ table, appUrl }: { table: ViewTable; appUrl: string | undefined }) => (
  <tr>
    <td class="pad" style={STYLE.section}>
      <h2 class="ink" style={STYLE.h2}>
        {table.caption}
      </h2>
      <MailTable table={table} heading={table.caption} appUrl={appUrl} />
    </td>
  </tr>
);

type TableProps = { table: ViewTable; heading: string; appUrl?: string | undefined };

const MailTable = ({ table, heading, appUrl }: TableProps) => (
  <table width="100%" cellpadding="0" cellspacing="0" class="cell" style={STYLE.table}>
    {table.caption !== heading && (
      <caption class="muted" style={STYLE.caption}>
        {table.caption}
      </caption>
    )}
    <tr>
      {table.columns.map((column, index) => (
        <th
          scope="col"
          align={column.align}
          class={classOf('muted head', column)}
          style={`${STYLE.th}${index === 0 ? ';padding-left:0' : ''}`}
        >
          {column.label}
        </th>
      ))}
    </tr>
    {table.rows.map((row) => (
      <tr>
        {row.cells.map((cell, index) => (
          <MailCell
            cell={cell}
            column={table.columns[index]}
            first={index === 0}
            total={row.total ?? false}
            appUrl={appUrl}
          />
        ))}
      </tr>
    ))}
  </table>
);

type CellProps = {
  cell: ViewCell;
  column: ViewColumn | undefined;
  first: boolean;
  total: boolean;
  appUrl?: string | undefined;
};

const MailCell = ({ cell, column, first, total, appUrl }: CellProps) => (
  <td
    align={column?.align ?? 'left'}
    class={classOf(first ? 'cell first' : 'cell', column)}
    style={`${STYLE.td}${first ? ';padding-left:0;overflow-wrap:anywhere' : ';white-space:nowrap'}${total ? ';font-weight:650' : ''}`}
  >
    {cell.tone ? (
      <span class={cell.tone} style={`color:${toneColor(cell.tone)};font-weight:650`}>
        {cell.text}
      </span>
    ) : appUrl && cell.path ? (
      <a href={appUrl + cell.path} class="ink" style={STYLE.name}>
        {cell.text}
      </a>
    ) : (
      cell.text
    )}
    {cell.detail && (
      <div class="muted" style={`${STYLE.tiny};font-weight:400;white-space:normal`}>
        {cell.detail}
      </div>
    )}
    {cell.bar !== undefined && <MailBar share={cell.bar} />}
  </td>
);

const BAR = 64;
const BAR_CELL = 'font-size:0;line-height:0;border-radius:2px';

/** A bar that needs no picture: two table cells under the figure, filled from the left as far as the share goes. */
function MailBar({ share }: { share: number }) {
  const filled = Math.round(Math.min(1, share) * BAR);
  return (
    <table role="presentation" width={BAR} cellpadding="0" cellspacing="0" style={STYLE.bar}>
      <tr>
        {filled > 0 && (
          <td width={filled} height="6" class="bar" style={`background:${COLORS.bar};${BAR_CELL}`}>
            &nbsp;
          </td>
        )}
        {filled < BAR && (
          <td width={BAR - filled} height="6" class="rail" style={`background:${COLORS.line};${BAR_CELL}`}>
            &nbsp;
          </td>
        )}
      </tr>
    </table>
  );
}

const classOf = (base: string, column: ViewColumn | undefined): string =>
  column?.wide ? `${base} wide` : base;
