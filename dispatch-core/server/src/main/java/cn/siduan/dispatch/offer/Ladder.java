package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.routing.Policy;
import cn.siduan.dispatch.routing.Step;
import java.util.Map;

/** Which step of a policy's ladder is next. Pure. */
final class Ladder {

  private Ladder() {}

  /**
   * @param taken how often each step was taken since the task was last in a provider's hands
   */
  static int next(Policy policy, Map<Integer, Integer> taken) {
    int last = policy.ladder().size() - 1;
    int reached =
        Math.min(last, taken.keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
    return switch (policy.ladder().get(reached)) {
      case Step.Ask ask when taken.getOrDefault(reached, 0) >= ask.times() -> reached + 1;
      // a queue is left by a person's placing; if that comes to nothing, it is theirs again
      case Step.Ask _, Step.Queue _ -> reached;
    };
  }
}
