package io.orgsh.shell.history;

import io.orgsh.aws.AccountId;
import io.orgsh.org.AccountRole;
import io.orgsh.shell.run.RunPicture;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a run's accounts are called, as far as its runbook tells without asking AWS: an account that
 * a step reaches as {@code audit} is audit.
 */
final class RunAccounts implements Function<AccountId, String> {
  private final Map<AccountId, String> roles = new HashMap<>();

  RunAccounts(RunPicture picture) {
    for (RunPicture.StepPicture step : picture.steps()) {
      step.step()
          .flatMap(s -> AccountRole.of(s.in().role()))
          .filter(role -> role != AccountRole.MEMBER)
          .ifPresent(
              role ->
                  step.targets()
                      .keySet()
                      .forEach(t -> roles.putIfAbsent(t.account(), role.word())));
    }
  }

  @Override
  public String apply(AccountId account) {
    return roles.getOrDefault(account, AccountRole.MEMBER.word());
  }
}
