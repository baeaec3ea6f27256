export { createNodeClient, NodeProblem, type NodeClient } from './client.ts';
export { operations, type BodyOf, type Operation } from './operations.ts';
export { problemOf, readProblem, statusOfCode, type Problem } from './problem.ts';
