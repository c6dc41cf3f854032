package io.orgsh.shell.place;

import io.orgsh.aws.AccountId;
import io.orgsh.journal.JournalStore;
import io.orgsh.org.Access;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Configuration;
import io.orgsh.org.ConfiguredAccess;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.org.OrganizationListing.Completeness;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.place.Finding.Verdict;
import io.orgsh.shell.run.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks at everything that a run needs before it can begin: the files, the credentials, each
 * account, the guard, the regions. Changes nothing; whoever is signed in stays so.
 */
final class Examination {
  private static final Text CONFIGURATION = Text.of("configuration", "設定");
  private static final Text STATE = Text.of("state folder", "状態フォルダー");
  private static final Text JOURNALS = Text.of("journals", "ジャーナル");
  private static final Text RUNBOOKS = Text.of("runbooks", "Runbook");
  private static final Text SIGN_IN = Text.of("sign-in", "サインイン");
  private static final Text ORGANIZATION = Text.of("organization", "組織");
  private static final Text REGIONS = Text.of("regions", "リージョン");

  private final Workplace workplace;
  private final List<Finding> findings = new ArrayList<>();

  private Examination(Workplace workplace) {
    this.workplace = workplace;
  }

  /** Everything that was found, in the order in which it was looked at. */
  static List<Finding> of(Workplace workplace) {
    var examination = new Examination(workplace);
    examination.files();
    examination.aws();
    return List.copyOf(examination.findings);
  }

  private void files() {
    attempt(CONFIGURATION, workplace::configuration)
        .ifPresent(
            configuration ->
                good(
                    CONFIGURATION,
                    configuration
                        .file()
                        .map(file -> Text.same(file.toString()))
                        .orElse(Text.of("there is no orgsh.yaml", "orgsh.yaml はありません"))));
    attempt(STATE, workplace::stateFolder).ifPresent(this::folder);
    attempt(JOURNALS, workplace::store).ifPresent(this::journals);
    attempt(RUNBOOKS, workplace::runbooks)
        .ifPresent(
            names -> {
              long right = names.stream().filter(this::loads).count();
              if (right == names.size()) {
                good(RUNBOOKS, Text.of("%d, all right", "%d件、誤りなし").with(right));
              }
            });
  }

  /** The folder is made by the first command that needs it. */
  private void folder(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (Files.isDirectory(there) && Files.isWritable(there)) {
      good(STATE, Text.same(folder.toString()));
    } else {
      add(
          new Finding(
              STATE,
              Verdict.WRONG,
              Text.of("%s cannot be written.", "%s に書き込めません。").with(there),
              List.of(
                  new Problem.Next.Advice(
                      Text.of(
                          "Make it writable, or name another with --state.",
                          "書き込み権限を確認するか、--state で別のフォルダーを指定してください。")))));
    }
  }

  private void journals(JournalStore store) {
    attempt(JOURNALS, () -> new Runs(store).all())
        .ifPresent(
            all -> {
              int damaged = 0;
              for (Runs.Found found : all) {
                if (found instanceof Runs.Found.Damaged(_, var problem)) {
                  damaged++;
                  wrong(JOURNALS, problem);
                }
              }
              if (damaged == 0) {
                good(JOURNALS, Text.of("%d, none damaged", "%d件、破損なし").with(all.size()));
              }
            });
  }

  private boolean loads(RunbookName name) {
    return attempt(RUNBOOKS, () -> workplace.runbook(name)).isPresent();
  }

  private void aws() {
    Optional<ConfiguredAccess> access = attempt(SIGN_IN, workplace::access);
    Optional<Session> session = access.flatMap(Access::current);
    if (access.isEmpty() || session.isEmpty()) {
      notLookedAt(ORGANIZATION);
      notLookedAt(REGIONS);
      return;
    }
    good(SIGN_IN, Text.same(session.get().source() + ", " + session.get().identity().arn()));
    Optional<Organization> organization = attempt(ORGANIZATION, workplace::organization);
    if (organization.isEmpty()) {
      notLookedAt(REGIONS);
      return;
    }
    organization(organization.get());
    accounts(organization.get(), access.get());
    regions(organization.get());
  }

  private void organization(Organization organization) {
    if (!organization.featureSet().equals("ALL")) {
      add(
          new Finding(
              ORGANIZATION,
              Verdict.WRONG,
              Text.of(
                      "%s has the feature set %s; security services need all features.",
                      "%s の機能セットは %s です。セキュリティサービスの統合にはすべての機能が必要です。")
                  .with(organization.id(), organization.featureSet()),
              List.of(
                  new Problem.Next.Advice(
                      Text.of(
                          "Enable all features in AWS Organizations, in the management account.",
                          "管理アカウントのAWS Organizationsですべての機能を有効にしてください。")))));
    } else if (organization.complete() == Completeness.KNOWN) {
      add(
          new Finding(
              ORGANIZATION,
              Verdict.NOTE,
              Text.of(
                      "%s; these credentials may not list its accounts, so runbooks about members"
                          + " cannot be started with them.",
                      "%s。この認証情報ではアカウントの一覧を取得できないため、メンバーを対象とするRunbookは開始できません。")
                  .with(organization.id()),
              List.of(new Problem.Next.Command("switch management"))));
    } else {
      good(
          ORGANIZATION,
          Text.of("%s, %d accounts", "%s、%dアカウント")
              .with(organization.id(), organization.accounts().size()));
    }
  }

  /** Each account role's account, and one member: the others are entered in the same way. */
  private void accounts(Organization organization, ConfiguredAccess access) {
    Set<AccountId> entered = new LinkedHashSet<>();
    for (AccountRole role : AccountRole.values()) {
      Optional<Account> account =
          role == AccountRole.MEMBER
              ? organization.members().stream().findFirst()
              : organization.account(role);
      if (account.isPresent() && entered.add(account.get().id())) {
        account(role, account.get(), organization, access);
      } else if (account.isEmpty() && role == AccountRole.AUDIT) {
        add(
            new Finding(
                Text.same(role.word()),
                Verdict.WRONG,
                Text.of("no account has this role.", "この役割のアカウントが決まっていません。"),
                List.of(new Problem.Next.Command("init"))));
      }
    }
  }

  private void account(
      AccountRole role, Account account, Organization organization, ConfiguredAccess access) {
    Text subject = Text.same(role.word() + " " + account.id());
    switch (access.read(account.id())) {
      case Access.Entry.Refused(Problem problem) -> wrong(subject, problem);
      case Access.Entry.Entered(Session session) ->
          access
              .guard(session, account.id(), organization.id())
              .ifPresentOrElse(
                  problem -> wrong(subject, problem),
                  () ->
                      good(
                          subject,
                          Text.of("%s; the guard lets writes pass", "%s、ガードの確認も問題なし")
                              .with(session.source())));
    }
  }

  private void regions(Organization organization) {
    Set<String> wanted = new LinkedHashSet<>();
    wanted.add(organization.home().code());
    if (workplace.configuration().regions() instanceof Configuration.Regions.Listed(var listed)) {
      listed.forEach(region -> wanted.add(region.code()));
    }
    List<String> closed = wanted.stream().filter(code -> !enabled(organization, code)).toList();
    if (closed.isEmpty()) {
      good(
          REGIONS,
          Text.of("home %s, %d enabled", "ホーム %s、有効 %d")
              .with(
                  organization.home(),
                  organization.regions().stream().filter(OrgRegion::enabled).count()));
    } else {
      add(
          new Finding(
              REGIONS,
              Verdict.WRONG,
              Text.of("not enabled: %s.", "有効になっていません: %s。").with(String.join(", ", closed)),
              List.of(
                  new Problem.Next.Advice(
                      Text.of(
                          "Enable them for the account, or take them out of orgsh.yaml.",
                          "アカウントでリージョンを有効にするか、orgsh.yaml から外してください。")),
                  new Problem.Next.Command("regions"))));
    }
  }

  private static boolean enabled(Organization organization, String code) {
    return organization.regions().stream()
        .anyMatch(region -> region.region().code().equals(code) && region.enabled());
  }

  private <T> Optional<T> attempt(Text subject, Supplier<T> thing) {
    try {
      return Optional.of(thing.get());
    } catch (ProblemException stopped) {
      stopped.problems().forEach(problem -> wrong(subject, problem));
      return Optional.empty();
    }
  }

  private void good(Text subject, Text words) {
    add(new Finding(subject, Verdict.GOOD, words, List.of()));
  }

  private void wrong(Text subject, Problem problem) {
    add(
        new Finding(
            subject,
            Verdict.WRONG,
            Text.of("%s. %s", "%s。%s").with(problem.what(), problem.why()),
            problem.next()));
  }

  private void notLookedAt(Text subject) {
    add(
        new Finding(
            subject,
            Verdict.NOT_LOOKED_AT,
            Text.of("not looked at: mend the above first.", "未確認。先に上記を解決してください。"),
            List.of()));
  }

  private void add(Finding finding) {
    findings.add(finding);
  }
}
