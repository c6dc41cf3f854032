package io.orgsh.shell.history;

import io.orgsh.aws.AccountId;
import io.orgsh.org.AccountRole;
import io.orgsh.shell.run.RunPicture;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run's accounts are called, as far as its runbook and journal tell without asking AWS: an
 * account that a step reaches as {@code audit} is audit.
 */
final class RunAccounts implements Function<AccountId, String> {
  /** A role that a parameter names. */
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{(\\w+)}");

  private final Map<AccountId, String> roles = new HashMap<>();

  RunAccounts(RunPicture picture) {
    for (RunPicture.StepPicture step : picture.steps()) {
      step.step()
          .map(found -> role(found.in().role(), picture))
          .flatMap(AccountRole::of)
          .filter(role -> role != AccountRole.MEMBER)
          .ifPresent(
              role ->
                  step.targets()
                      .keySet()
                      .forEach(target -> roles.putIfAbsent(target.account(), role.word())));
    }
  }

  @Override
  public String apply(AccountId account) {
    return roles.getOrDefault(account, AccountRole.MEMBER.word());
  }

  private static String role(String word, RunPicture picture) {
    Matcher parameter = PARAMETER.matcher(word);
    return parameter.matches()
        ? picture.state().parameters().path(parameter.group(1)).asString("")
        : word;
  }
}
