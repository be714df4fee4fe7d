import { Adapter, Robot, TextMessage, User } from 'hubot';
import { createReplies } from '../replies.js';

class BenchAdapter extends Adapter {
  constructor(robot, replies) {
    super(robot);
    this.replies = replies;
  }
  async send(envelope) {
    this.replies.arrived(Number(envelope.room));
  }
  async run() {}
}

/** Hubot as it comes. */
export async function start({ plugins, listeners = 0 }) {
  const replies = createReplies();
  const robot = new Robot(null, false, 'bench', 'bench');
  robot.adapter = new BenchAdapter(robot, replies);
  let heard = 0;
  for (let n = 0; n < listeners; n += 1) {
    robot.hear(/./, () => {
      heard += 1;
    });
  }
  for (let n = 0; n < plugins; n += 1) {
    robot.hear(new RegExp(`^/cmd${n}(?:\\s|$)`), (response) => response.send(`cmd${n}: done`));
  }
  return {
    async send(index, chat, text) {
      const answered = replies.expect(chat);
      const user = new User(`worker-${index % 20}`, { name: 'Worker', room: String(chat) });
      await robot.receive(new TextMessage(user, text, String(index)));
      await answered;
    },
    heard: () => heard,
    stop: () => robot.shutdown(),
  };
}
