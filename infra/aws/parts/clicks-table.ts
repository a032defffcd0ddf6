import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as glue from 'aws-cdk-lib/aws-glue';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CLICK_COLUMNS, CLICKS_PREFIX } from '../../../shared/data/clicks/click-columns.ts';
import { FLAT_CLICK_VERSION } from '../../../shared/domain/analytics/flat-click.ts';

/**
 * The sealed days as a table of Athena's. Days are projected, not crawled: a new one is there when its file is.
 * docs.aws.amazon.com/athena/latest/ug/partition-projection.html
 */
export class ClicksTable extends Construct {
  constructor(scope: Construct, id: string, exports: s3.IBucket, environment: string) {
    super(scope, id);
    const catalogId = Stack.of(this).account;
    const database = `vouch_${environment}`;
    const made = new glue.CfnDatabase(this, 'database', { catalogId, databaseInput: { name: database } });
    const location = `s3://${exports.bucketName}/${CLICKS_PREFIX}/v${FLAT_CLICK_VERSION}`;
    const table = new glue.CfnTable(this, 'table', {
      catalogId,
      databaseName: database,
      tableInput: {
        name: `clicks_v${FLAT_CLICK_VERSION}`,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [{ name: 'day', type: 'date' }],
        parameters: {
          classification: 'parquet',
          'projection.enabled': 'true',
          'projection.day.type': 'date',
          'projection.day.format': 'yyyy-MM-dd',
          'projection.day.range': `${FIRST_DAY},NOW+1DAYS`,
          'storage.location.template': `${location}/day=\${day}`,
        },
        storageDescriptor: {
          location: `${location}/`,
          columns: Object.entries(CLICK_COLUMNS).map(([name, { glue: type }]) => ({ name, type })),
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
    table.addResourceDependency(made);
    new CfnOutput(scope, 'clicks-sql-table', { value: `${database}.clicks_v${FLAT_CLICK_VERSION}` });
  }
}

/** No day before it has a file: the product is younger. */
const FIRST_DAY = '2026-01-01';
