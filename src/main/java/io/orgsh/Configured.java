package io.orgsh;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Configuration;
import io.orgsh.org.ConfigurationFile;
import io.orgsh.org.WayIn;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.StartOptions.Site;
import io.orgsh.shell.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which configuration holds. */
final class Configured {
  private static final Region TOKYO = new Region("ap-northeast-1");

  private Configured() {}

  /**
   * What {@code --config} names, else the orgsh.yaml that is found. The sandbox has a configuration
   * of its own: the accounts in orgsh.yaml are real ones.
   *
   * @throws ProblemException with every mistake of the file
   */
  static Configuration of(Surroundings surroundings, StartOptions options) {
    Optional<Path> named = options.config().map(surroundings.workingFolder()::resolve);
    return switch (options.site()) {
      case Site.Sandbox(Optional<Path> world) when named.isEmpty() ->
          world.isEmpty() ? sandbox() : Configuration.none();
      case Site.Sandbox _, Site.Aws _, Site.Endpoint _ ->
          named
              .or(
                  () ->
                      ConfigurationFile.find(
                          surroundings.workingFolder(), surroundings.configurationFolder()))
              .map(file -> read(surroundings.shown(file)))
              .orElseGet(Configuration::none);
    };
  }

  private static Configuration read(Path file) {
    return switch (ConfigurationFile.read(file)) {
      case ConfigurationFile.Outcome.Read(Configuration configuration) -> configuration;
      case ConfigurationFile.Outcome.Faulty(List<Problem> problems) ->
          throw new ProblemException(problems);
    };
  }

  /** The default world's three accounts, each entered by its own profile. */
  private static Configuration sandbox() {
    var none = Configuration.none();
    var management = new AccountId("111111111111");
    var audit = new AccountId("222222222222");
    Map<AccountId, WayIn> ways = new HashMap<>();
    ways.put(management, new WayIn.Profile("management"));
    ways.put(audit, new WayIn.Profile("audit"));
    ways.put(new AccountId("333333333333"), new WayIn.Profile("system01"));
    return new Configuration(
        Optional.empty(),
        Map.of(AccountRole.MANAGEMENT, management, AccountRole.AUDIT, audit),
        ways,
        none.members(),
        Optional.of(TOKYO),
        none.regions(),
        Optional.empty(),
        none.state(),
        none.pace());
  }
}
