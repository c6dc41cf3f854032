package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.engine.Survey.Finding;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the checks of a survey said that later checks build on. */
final class Sightings {
  // Most checks save nothing, and there may be half a million of them.
  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Map<StepId, Steps> steps = new HashMap<>();

  /** What a check said, and what it keeps for others. */
  record Seen(Finding finding, Text reason, ObjectNode saved) {
    Seen {
      saved = saved.isEmpty() ? NOTHING : saved;
    }

    static Seen of(Finding finding, Text reason) {
      return new Seen(finding, reason, NOTHING);
    }
  }

  /** A step's, by target, and the first in each account. */
  private record Steps(Map<Target, Seen> all, Map<AccountId, Seen> first) {}

  /** Keeps what a step's check said, in the order of its targets. */
  void keep(StepId step, List<Target> targets, List<Seen> said) {
    var all = new LinkedHashMap<Target, Seen>();
    var first = new HashMap<AccountId, Seen>();
    for (int i = 0; i < said.size(); i++) {
      all.put(targets.get(i), said.get(i));
      first.putIfAbsent(targets.get(i).account(), said.get(i));
    }
    steps.put(step, new Steps(all, first));
  }

  /**
   * What was seen at the target of another step that is nearest to one: same account, region and
   * element before same account and region before same account before any.
   */
  Optional<Seen> nearest(StepId step, Target to) {
    Steps known = steps.get(step);
    if (known == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
            known.all().get(new Target(step, to.account(), to.region(), to.item())))
        .or(() -> Optional.ofNullable(known.all().get(Target.of(step, to.account(), to.region()))))
        .or(() -> Optional.ofNullable(known.first().get(to.account())))
        .or(() -> known.all().values().stream().findFirst());
  }
}
