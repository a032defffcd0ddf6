import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Operation } from '../../../shared/data/table/table.ts';
import {
  PARTITION_KEY,
  SORT_KEY,
  TABLE_ROLES,
  TABLES,
  type TableRole,
} from '../../../shared/data/table/table-shape.ts';
import type { EnvironmentSettings } from '../settings.ts';
import { KEY_ACTIONS } from './own-key.ts';
import type { VouchFunction } from './vouch-function.ts';

/** The tables as shared/data/table/table-shape.ts has them. They outlive the stack, but for the salts, which outlive nothing. */
export class DynamoTables extends Construct {
  private readonly byRole: Record<TableRole, dynamodb.TableV2>;
  private readonly key: kms.IKey | undefined;

  constructor(
    scope: Construct,
    id: string,
    settings: EnvironmentSettings['tables'],
    key: kms.IKey | undefined,
  ) {
    super(scope, id);
    this.key = key;
    this.byRole = Object.fromEntries(TABLE_ROLES.map((role) => [role, this.table(role, settings)])) as Record<
      TableRole,
      dynamodb.TableV2
    >;
  }

  of(role: TableRole): dynamodb.TableV2 {
    return this.byRole[role];
  }

  /** The three names as every function that asks for tables wants them. */
  get names() {
    return {
      CLICKS_TABLE: this.byRole.clicks.tableName,
      COUNTS_TABLE: this.byRole.counts.tableName,
      RECORDS_TABLE: this.byRole.records.tableName,
    };
  }

  grant(fn: VouchFunction, role: TableRole, ...actions: Operation[]): void {
    fn.may(dynamodbActions(actions), this.byRole[role].tableArn);
    this.grantKey(fn);
  }

  /** As `grant`, for items whose partition key matches one of these patterns and for no others. */
  grantOnly(fn: VouchFunction, role: TableRole, partitions: string[], ...actions: Operation[]): void {
    fn.mayIf(
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      dynamodbActions(actions),
      this.byRole[role].tableArn,
    );
    this.grantKey(fn);
  }

  private grantKey(fn: VouchFunction): void {
    if (this.key) fn.may(KEY_ACTIONS, this.key.keyArn);
  }

  private table(role: TableRole, settings: EnvironmentSettings['tables']): dynamodb.TableV2 {
    const { stream, timeToLive, lasts } = TABLES[role];
    const { warmThroughput, maxThroughput } = settings;
    return new dynamodb.TableV2(this, role, {
      partitionKey: { name: PARTITION_KEY, type: dynamodb.AttributeType.STRING },
      sortKey: { name: SORT_KEY, type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: timeToLive,
      ...(stream && { dynamoStream: dynamodb.StreamViewType[stream] }),
      billing: dynamodb.Billing.onDemand(
        maxThroughput && {
          maxReadRequestUnits: maxThroughput.reads,
          maxWriteRequestUnits: maxThroughput.writes,
        },
      ),
      ...(lasts &&
        warmThroughput && {
          warmThroughput: {
            readUnitsPerSecond: warmThroughput.reads,
            writeUnitsPerSecond: warmThroughput.writes,
          },
        }),
      encryption: this.key
        ? dynamodb.TableEncryptionV2.customerManagedKey(this.key)
        : dynamodb.TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: lasts },
      deletionProtection: lasts && settings.deletionProtection,
      removalPolicy: lasts ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

const dynamodbActions = (actions: Operation[]): string[] => actions.map((action) => `dynamodb:${action}`);
