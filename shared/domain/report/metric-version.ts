/** Rises when a figure's definition changes, so that two snapshots, or two kept answers, can be told apart by how they were made. */
export const METRIC_VERSION = '7';
