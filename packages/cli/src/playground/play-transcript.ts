import pc from 'picocolors';
import type { Entry } from './chronicle/entry.js';
import { summarize } from './chronicle/summary.js';
import { summaryLines, type TranscriptStyle, transcriptLines } from './chronicle/transcript.js';
import type { DemoOptions } from './options.js';
import { checkScene } from './scene/check-scene.js';
import { sceneFile } from './scene/find-scene.js';
import { playScene } from './scene/play-scene.js';
import type { Scene } from './scene/scene.js';
import type { Stage } from './stage/stage.js';
import { clockFace } from './text/clock-face.js';
import { displayWidth } from './text/display-width.js';

/** Wide enough to read and narrow enough for a page, whatever window it runs in. */
const transcriptColumns = 100;
const widestPlace = 22;

/** How the transcript of a community looks: the place column fits its group names. */
function styleFor(stage: Stage, { colors = pc.createColors(false) }: DemoOptions): TranscriptStyle {
  const names = [
    ...stage.world.groups().map(({ title }) => displayWidth(title)),
    ...stage.world.people().map(({ name }) => displayWidth(`${name}, direct`)),
  ];
  return {
    face: clockFace(stage.blueprint.community.timeZone),
    colors,
    columns: transcriptColumns,
    placeColumns: Math.min(widestPlace, Math.max(0, ...names)),
  };
}

function asJson(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function withIsoTime({ at, ...entry }: Entry): object {
  return { at: new Date(at).toISOString(), ...entry };
}

function printJson(stage: Stage, { stdout }: DemoOptions): () => void {
  stage.chronicle.follow((entry) => stdout.write(asJson(withIsoTime(entry))));
  return () => {
    stdout.write(asJson({ kind: 'summary', ...summarize(stage.chronicle.entries()) }));
  };
}

function printLines(stage: Stage, options: DemoOptions): () => void {
  const style = styleFor(stage, options);
  const print = (lines: readonly string[]): void => {
    for (const line of lines) options.stdout.write(`${line.trimEnd()}\n`);
  };
  const { name, timeZone } = stage.blueprint.community;
  print([style.colors.bold(`${name} · times of ${timeZone}`)]);
  let before: Entry | undefined;
  stage.chronicle.follow((entry) => {
    print(transcriptLines(entry, before, style));
    before = entry;
  });
  return () => print(summaryLines(summarize(stage.chronicle.entries()), style));
}

/** Plays a scene from beginning to end and prints what happens, the same every time. */
export async function playTranscript(
  stage: Stage,
  scene: Scene,
  options: DemoOptions,
): Promise<void> {
  checkScene(scene, sceneFile, stage.world, stage.blueprint.community.timeZone);
  const finish = options.json === true ? printJson(stage, options) : printLines(stage, options);
  await playScene(stage, scene);
  finish();
}
