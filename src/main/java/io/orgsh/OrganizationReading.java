package io.orgsh;

import io.orgsh.aws.AccountId;
import io.orgsh.org.Access;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Organization;
import io.orgsh.org.OrganizationListing.Completeness;
import io.orgsh.org.OrganizationReader;
import io.orgsh.org.Session;
import io.orgsh.org.Switching;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.shell.Screen;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the organization with the session in hand; where that may not list the accounts, with
 * management's, if orgsh may go there.
 */
final class OrganizationReading {
  private final Workplace workplace;
  private final Screen screen;
  private final Switching switching;
  private final Set<Text> said;

  /**
   * Reads through a workplace.
   *
   * @param said the notes that the operator was told before; grows
   */
  OrganizationReading(Workplace workplace, Screen screen, Switching switching, Set<Text> said) {
    this.workplace = workplace;
    this.screen = screen;
    this.switching = switching;
    this.said = said;
  }

  Organization read() {
    var reader =
        new OrganizationReader(workplace.aws(), workplace.configuration(), workplace.home());
    Session session = workplace.access().current().orElseThrow();
    OrganizationReader.Result first = reader.read(session);
    OrganizationReader.Result best =
        incomplete(first, session)
            ? management(first)
                .map(reader::read)
                .filter(second -> second instanceof OrganizationReader.Result.Read)
                .orElse(first)
            : first;
    return switch (best) {
      case OrganizationReader.Result.Read(Organization organization, List<Text> notes) -> {
        notes.stream().filter(said::add).forEach(this::say);
        yield organization;
      }
      case OrganizationReader.Result.Unreadable(Problem problem) ->
          throw new ProblemException(problem);
    };
  }

  /** Whether management's session could see more. */
  private boolean incomplete(OrganizationReader.Result result, Session session) {
    return switching == Switching.SWITCH
        && switch (result) {
          case OrganizationReader.Result.Read(Organization organization, _) ->
              organization.complete() == Completeness.KNOWN
                  && !session
                      .identity()
                      .account()
                      .equals(organization.roles().get(AccountRole.MANAGEMENT));
          case OrganizationReader.Result.Unreadable _ -> true;
        };
  }

  /** Management's session for reading; empty when it cannot be had. */
  private Optional<Session> management(OrganizationReader.Result result) {
    Optional<AccountId> account =
        switch (result) {
          case OrganizationReader.Result.Read(Organization organization, _) ->
              Optional.ofNullable(organization.roles().get(AccountRole.MANAGEMENT));
          case OrganizationReader.Result.Unreadable _ ->
              workplace.configuration().account(AccountRole.MANAGEMENT);
        };
    return account
        .map(workplace.access()::read)
        .flatMap(
            entry ->
                switch (entry) {
                  case Access.Entry.Entered(Session session) -> Optional.of(session);
                  case Access.Entry.Refused _ -> Optional.empty();
                });
  }

  private void say(Text note) {
    Columns.wrap(Clean.text(note.in(screen.language())), screen.width()).forEach(screen::say);
  }
}
