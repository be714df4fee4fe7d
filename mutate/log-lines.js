import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const levels = ['debug', 'info', 'warn', 'error'];

/** What a line for the log says may be changed freely: nobody's place or words depend on it. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'log-lines', {
    shouldIgnore(path) {
      if (!path.isCallExpression()) return undefined;
      const { callee } = path.node;
      if (callee.type !== 'MemberExpression' || !levels.includes(callee.property.name)) {
        return undefined;
      }
      const { object } = callee;
      const name = object.type === 'MemberExpression' ? object.property.name : object.name;
      return name === 'log' ? 'A line for the log.' : undefined;
    },
  }),
];
