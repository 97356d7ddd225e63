// Fallacy 3: bandwidth is infinite.
// A camera sends a picture every 50 ms, and the line takes
// 100 ms for each. They queue up, and so does the alarm
// behind them. Look at how much of an arrow is waiting in
// front of the line and how little is flight; it grows with
// each picture, and nothing is lost that would warn anybody.
//
// The usual cure is back-pressure: no new picture before the
// last one is acknowledged. Some are never sent; what is
// sent is fresh, and an alarm waits for one picture at most.
import { Node, scenario, type Ref, type World } from "faultline";

class Guard extends Node<Guard> {
  /** Number of the latest picture that has come. */
  latest = 0;
  alarmed = false;

  show(picture: number) {
    this.latest = picture;
    return "seen";
  }

  alarm() {
    this.alarmed = true;
  }
}

/** Sends whatever it sees. */
class Camera extends Node<Camera> {
  taken = 0;

  watch(guard: Ref<Guard>) {
    this.every(50, () => {
      this.taken += 1;
      this.picture(guard, this.taken);
    });
    return "watching";
  }

  /** Somebody comes in. */
  intruder(guard: Ref<Guard>) {
    this.send(guard, "alarm");
    return "seen";
  }

  protected picture(guard: Ref<Guard>, picture: number) {
    this.send(guard, "show", picture);
  }
}

/** Sends as much as the guard can take. */
class ModestCamera extends Camera {
  busy = false;

  protected override picture(guard: Ref<Guard>, picture: number) {
    if (this.busy) return;
    this.busy = true;
    void this.call(guard, "show", picture).then(() => (this.busy = false));
  }
}

async function night(world: World, CameraType: typeof Camera) {
  const camera = world.node(CameraType, "camera");
  const guard = world.node(Guard, "guard");
  const [owner, burglar] = world.clients("owner", "burglar");
  world.network.latency = 20;
  world.network.size = ({ name, kind }) => (name === "show" && kind !== "reply" ? 5000 : 50);
  world.link(camera, guard).bandwidth = 50_000;
  world.sometimes("pictures arrive", () => guard.state.latest > 0);

  await owner.call(camera, "watch", guard);
  await world.sleep(210);
  world.eventually("the alarm is there after 150 ms", () => guard.state.alarmed, { within: 150 });
  await burglar.call(camera, "intruder", guard);
  await world.sleep(290);
}

const failure = scenario("The alarm waits behind the pictures", (world) => night(world, Camera));
const cure = scenario("Send no more than the line takes", (world) => night(world, ModestCamera));

export default [failure.violates("the alarm is there after 150 ms"), cure];
