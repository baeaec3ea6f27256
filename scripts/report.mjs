// A reporter of Vitest: writes what each file came to, and errors outside of every test, to CARELEDGER_TEST_REPORT.
import { writeFileSync } from 'node:fs';

const firstLine = (text) =>
  String(text ?? '')
    .split('\n', 1)[0]
    .slice(0, 300);

export default class Report {
  onTestRunEnd(modules, unhandledErrors) {
    const files = modules.map((module) => {
      const tests = [...module.children.allTests()].map((test) => [test, test.result()]);
      const of = (state) => tests.filter(([, result]) => result.state === state);
      // A file, or a hook of it, that fails outside of its tests counts as one.
      const faults = [module, ...module.children.allSuites()].flatMap((each) => each.errors());
      const told = [
        ...of('failed').map(
          ([test, { errors }]) => `${test.fullName}: ${firstLine(errors[0]?.message)}`,
        ),
        ...faults.map(({ message }) => `outside of its tests: ${firstLine(message)}`),
      ];
      const [passed, failed] = [of('passed').length, told.length];
      return {
        name: module.moduleId,
        passed,
        failed,
        told,
        skipped: tests.length - passed - of('failed').length,
      };
    });
    const errors = unhandledErrors.map(({ message }) => firstLine(message));
    writeFileSync(process.env.CARELEDGER_TEST_REPORT, JSON.stringify({ files, errors }));
  }
}
